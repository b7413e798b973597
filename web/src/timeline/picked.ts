import type { Bar, Clock, Happening } from './lanes.ts';

/** What the drawing tells the details of: the part that has the focus, or that the pointer is on. */
export type Picked = { kind: 'bar'; key: string; bar: Bar } | { kind: 'due'; key: string; clock: Clock } | { kind: 'events'; key: string; events: readonly Happening[] };

/** A part that can be picked, with where it stands: arrows go from one to the next. */
export type Spot = { picked: Picked; row: number; x: number };

const rowKeys: Record<string, number> = { ArrowUp: -1, ArrowDown: 1 };
const stepKeys: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 };

/** Where an arrow leads: along the lane, or to what stands nearest in the next one. */
export function spotAfter(spots: readonly Spot[], key: string | undefined, pressed: string): Spot | undefined {
  const at = spots.findIndex((spot) => spot.picked.key === key);
  const here = spots[at];
  if (!here) return spots[0];
  const row = spots.filter((spot) => spot.row === here.row);
  const place = row.indexOf(here);
  if (pressed === 'Home') return row[0];
  if (pressed === 'End') return row.at(-1);
  const step = stepKeys[pressed];
  if (step !== undefined) return row[place + step] ?? here;
  const turn = rowKeys[pressed];
  if (turn === undefined) return undefined;
  const rows = [...new Set(spots.map((spot) => spot.row))].sort((a, b) => a - b);
  const next = rows[rows.indexOf(here.row) + turn];
  if (next === undefined) return here;
  return spots.filter((spot) => spot.row === next).sort((a, b) => Math.abs(a.x - here.x) - Math.abs(b.x - here.x))[0];
}
