import dayjs from 'dayjs';
import { describe, expect, it } from 'vitest';
import { daysOf, mondayOf, placeIn } from './week.ts';

describe('the week of a roster', () => {
  it('begins on Monday, in the zone of the service', () => {
    expect(mondayOf('2026-12-06', 0).format('YYYY-MM-DD')).toBe('2026-11-30');
    expect(mondayOf('2026-11-30', 0).format('YYYY-MM-DD')).toBe('2026-11-30');
    expect(mondayOf(undefined, Date.parse('2026-11-29T16:30:00Z')).format('YYYY-MM-DD')).toBe('2026-11-30');
  });

  it('cuts a turn at midnight', () => {
    const [monday, tuesday] = daysOf(dayjs('2026-11-30'));
    const night = { from: '2026-11-30T10:00:00Z', until: '2026-12-01T00:00:00Z' };
    if (!monday || !tuesday) throw new Error('seven days');
    expect(placeIn(monday, night)).toEqual({ start: 0.75, length: 0.25 });
    expect(placeIn(tuesday, night)).toEqual({ start: 0, length: 8 / 24 });
    expect(placeIn(tuesday, { from: '2026-11-29T16:00:00Z', until: '2026-11-30T00:00:00Z' })).toBeNull();
  });
});
