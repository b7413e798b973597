import dayjs, { type Dayjs } from 'dayjs';
import { formatInstant } from './format.ts';

/** The service's zone has no summer time, so its offset is always this one. */
const OFFSET = '+08:00';

/** What somebody picked in a date field means the service's zone, whatever zone the browser is in. */
export function instantOf(wall: Dayjs): string {
  return `${wall.format('YYYY-MM-DDTHH:mm:ss')}${OFFSET}`;
}

/** For a date field: the wall clock of the service at a point in time. */
export function wallOf(at: string): Dayjs {
  return dayjs(formatInstant(at, 'zh', 'second').replace(' ', 'T'));
}

/** A civil date, as inputs take it. */
export function civilOf(wall: Dayjs): string {
  return wall.format('YYYY-MM-DD');
}
