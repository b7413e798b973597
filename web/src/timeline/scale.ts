/** A stretch of time, in milliseconds since 1970. */
export type Stretch = { from: number; to: number };

/** One piece of the axis: so much time on so much of the width. */
type Piece = Stretch & { x: number; width: number; squeezed: boolean };

export type Scale = {
  from: number;
  to: number;
  width: number;
  pieces: readonly Piece[];
  /** Where an instant lies; before and after the axis at its ends. */
  x: (at: number) => number;
  /** Which instant lies there. */
  at: (x: number) => number;
};

/** A stretch in which no clock ran takes at most this share of the time in which one did, however long it was. */
const MOST = 0.06;
/** What is shorter than this is left as it is. */
const LEAST_MS = 1_000;
/** Pixels at both ends, so that nothing stands on the edge. */
const PAD = 14;

type Options = {
  /** Every instant that means something: ends of segments, events, deadlines, now. */
  knots: readonly number[];
  /** When some clock ran. */
  busy: readonly Stretch[];
  width: number;
  /** Whether hours in which no clock ran take less room. */
  squeeze: boolean;
};

/** An axis on which hours that count are drawn true to scale, and long ones in which no clock ran are cut short. */
export function scaleOf({ knots, busy, width, squeeze }: Options): Scale {
  const sorted = [...new Set(knots)].sort((a, b) => a - b);
  const [first = 0] = sorted;
  const last = sorted.at(-1) ?? first + 1;
  const gaps = sorted.slice(0, -1).map((from, index) => ({ from, to: sorted[index + 1] ?? from }));
  const worked = gaps.filter((gap) => isBusy(gap, busy)).reduce((sum, gap) => sum + gap.to - gap.from, 0);
  const most = Math.max(LEAST_MS, (worked || last - first) * MOST);
  const weighed = gaps.map((gap) => {
    const length = gap.to - gap.from;
    const squeezed = squeeze && length > most && !isBusy(gap, busy);
    return { ...gap, weight: squeezed ? most : length, squeezed };
  });
  const total = weighed.reduce((sum, gap) => sum + gap.weight, 0) || 1;
  const pieces: Piece[] = [];
  let x = PAD;
  for (const { from, to, weight, squeezed } of weighed) {
    const wide = (weight / total) * (width - 2 * PAD);
    pieces.push({ from, to, x, width: wide, squeezed });
    x += wide;
  }
  return {
    from: first,
    to: last,
    width,
    pieces,
    x(at) {
      if (at <= first) return PAD;
      const piece = pieces.find((one) => at <= one.to);
      if (!piece) return width - PAD;
      return piece.x + ((at - piece.from) / (piece.to - piece.from)) * piece.width;
    },
    at(place) {
      const piece = pieces.find((one) => place <= one.x + one.width) ?? pieces.at(-1);
      if (!piece || piece.width === 0) return first;
      return piece.from + (Math.max(0, place - piece.x) / piece.width) * (piece.to - piece.from);
    },
  };
}

function isBusy(gap: Stretch, busy: readonly Stretch[]): boolean {
  return busy.some((one) => one.from < gap.to && one.to > gap.from);
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const steps = [MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, DAY, 2 * DAY, 7 * DAY, 28 * DAY];

type Tick = { at: number; x: number; isDay: boolean };

/** Pixels that the words of a tick need. */
const ROOM = 64;

/** Round times of the zone's clocks, as many as there is room for; days go before hours. */
export function ticksOf(scale: Scale, offsetMs: number): readonly Tick[] {
  const placed: Tick[] = [];
  const place = (at: number, isDay: boolean) => {
    const x = scale.x(at);
    if (placed.every((tick) => Math.abs(tick.x - x) >= ROOM)) placed.push({ at, x, isDay });
  };
  const round = (at: number, step: number) => Math.ceil((at + offsetMs) / step) * step - offsetMs;
  const dayStep = steps.find((step) => step >= DAY && ((scale.to - scale.from) / step) * ROOM < scale.width * 2) ?? 28 * DAY;
  for (let at = round(scale.from, dayStep); at <= scale.to; at += dayStep) place(at, true);
  for (const run of runsOf(scale.pieces)) {
    if (run.width < ROOM) continue;
    const perMs = run.width / (run.to - run.from);
    const step = steps.find((one) => one * perMs >= ROOM) ?? DAY;
    if (step >= DAY) continue;
    for (let at = round(run.from, step); at <= run.to; at += step) place(at, false);
  }
  return placed.sort((a, b) => a.at - b.at);
}

/** Neighbours that are true to scale, as one. */
function runsOf(pieces: readonly Piece[]): readonly (Stretch & { width: number })[] {
  const runs: (Stretch & { width: number })[] = [];
  let open = false;
  for (const piece of pieces) {
    const last = runs.at(-1);
    if (!piece.squeezed && open && last) {
      last.to = piece.to;
      last.width += piece.width;
    } else if (!piece.squeezed) runs.push({ from: piece.from, to: piece.to, width: piece.width });
    open = !piece.squeezed;
  }
  return runs;
}
