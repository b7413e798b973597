import { describe, expect, it } from 'vitest';
import { scaleOf, ticksOf } from './scale.ts';

const HOUR = 3_600_000;

describe('scaleOf', () => {
  const worked = [
    { from: 0, to: 4 * HOUR },
    { from: 20 * HOUR, to: 24 * HOUR },
  ];
  const knots = [0, 4 * HOUR, 20 * HOUR, 24 * HOUR];

  it('draws worked hours true to each other and cuts the night short', () => {
    const scale = scaleOf({ knots, busy: worked, width: 1_000, squeeze: true });
    const morning = scale.x(4 * HOUR) - scale.x(0);
    const evening = scale.x(24 * HOUR) - scale.x(20 * HOUR);
    expect(morning).toBeCloseTo(evening);
    expect(scale.x(20 * HOUR) - scale.x(4 * HOUR)).toBeLessThan(morning / 4);
    expect(scale.pieces.map((piece) => piece.squeezed)).toEqual([false, true, false]);
    expect(scale.x(24 * HOUR)).toBeCloseTo(986);
  });

  it('is true to scale when asked to be', () => {
    const scale = scaleOf({ knots, busy: worked, width: 268, squeeze: false });
    expect(scale.x(12 * HOUR)).toBeCloseTo(134);
  });

  it('gives back the instant of a place, and holds at its ends', () => {
    const scale = scaleOf({ knots, busy: worked, width: 1_000, squeeze: true });
    for (const at of [0, HOUR, 10 * HOUR, 23 * HOUR]) expect(scale.at(scale.x(at))).toBeCloseTo(at, -1);
    expect(scale.x(-HOUR)).toBe(14);
    expect(scale.x(99 * HOUR)).toBe(986);
  });

  it('stands one instant alone', () => {
    const scale = scaleOf({ knots: [5], busy: [], width: 100, squeeze: true });
    expect(scale.x(5)).toBe(14);
    expect(scale.at(50)).toBe(5);
  });
});

describe('ticksOf', () => {
  it('stands on round hours of the zone, never on top of each other', () => {
    const from = Date.parse('2026-11-30T00:12:00Z');
    const scale = scaleOf({ knots: [from, from + 10 * HOUR], busy: [{ from, to: from + 10 * HOUR }], width: 800, squeeze: true });
    const ticks = ticksOf(scale, 8 * HOUR);
    expect(ticks.length).toBeGreaterThan(3);
    for (const tick of ticks) expect((tick.at + 8 * HOUR) % HOUR).toBe(0);
    for (const [index, tick] of ticks.entries()) {
      const before = ticks[index - 1];
      if (before) expect(tick.x - before.x).toBeGreaterThanOrEqual(64);
    }
  });
});
