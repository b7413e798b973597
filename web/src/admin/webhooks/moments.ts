import { useMinute } from '../../time/tick.ts';
import type { WebhookDeliveryRowFragment } from './webhooks.gql.ts';

/** Whether a time is still to come. */
export function useAhead(at: string | null): boolean {
  const now = useMinute() * 60_000;
  return at !== null && Date.parse(at) > now;
}

/** Whether one of them is being sent, or is about to be, so that it is worth looking again. */
export function useUnderWay(rows: readonly WebhookDeliveryRowFragment[]): boolean {
  const soon = (useMinute() + 2) * 60_000;
  return rows.some(({ nextAt }) => nextAt !== null && Date.parse(nextAt) < soon);
}
