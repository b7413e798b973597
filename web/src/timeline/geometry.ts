/** Heights of the drawing, from the top: the axis, the events, then a lane each. */
export const AXIS = 26;
export const EVENTS = 50;
export const TOP = AXIS + EVENTS;
export const LANE = 64;
/** Within a lane: the heading, the bar, the line of who is charged. */
export const HEAD = 28;
export const BAR = 22;
/** Where the marks of events stand. */
export const MARK_Y = AXIS + 34;
/** Events nearer than this are one mark. */
export const APART = 15;

export function laneTop(index: number): number {
  return TOP + index * LANE;
}

export function heightOf(lanes: number): number {
  return TOP + lanes * LANE + 6;
}

/** About how wide words are drawn, to know whether there is room for them. */
export function widthOf(words: string, size = 12): number {
  let sum = 0;
  for (const sign of words) sum += (sign.codePointAt(0) ?? 0) > 0x2e80 ? size : size * 0.58;
  return sum;
}
