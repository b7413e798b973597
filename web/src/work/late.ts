import type { Dayjs } from 'dayjs';
import { instantOf } from '../time/wall.ts';

/** What `Occurred` adds to the values of a form. */
export type LateValues = { earlier?: boolean; occurredAt?: Dayjs; lateReason?: string };

/** When it happened, for the input: left out when it is now. */
export function occurredOf(values: LateValues): { occurredAt?: string; lateReason?: string } {
  if (!values.earlier || !values.occurredAt) return {};
  return { occurredAt: instantOf(values.occurredAt), ...(values.lateReason?.trim() ? { lateReason: values.lateReason.trim() } : {}) };
}
