import type { Dayjs } from 'dayjs';
import type { Impact, RaiseTicketInput, TicketKind, Urgency } from '../gql/schema.ts';
import { instantOf, wallOf } from '../time/wall.ts';
import type { RaiseServiceItemsQuery } from './raise.gql.ts';

export type ServiceItem = RaiseServiceItemsQuery['serviceItems']['nodes'][number];

/** An answer as its control holds it. */
export type Answer = { value?: string };

/** The fields are named as in `RaiseTicketInput`, so that refusals find them. */
export type RaiseValues = {
  systemId?: string;
  serviceItemId?: string;
  kind: TicketKind;
  impact: Impact;
  urgency: Urgency;
  title?: string;
  description?: string;
  answers?: Answer[];
  agencyId?: string;
  raisedAt?: Dayjs | null;
  lateReason?: string;
};

export const beginning: RaiseValues = { kind: 'INCIDENT', impact: 'MEDIUM', urgency: 'MEDIUM' };

/** What is kept of a form that was not sent. */
export type RaiseDraft = Omit<RaiseValues, 'raisedAt'> & { raisedAt?: string | null; keptAt: string };

export function isRaiseDraft(found: unknown): found is RaiseDraft {
  return typeof found === 'object' && found !== null && 'keptAt' in found && 'kind' in found && 'impact' in found && 'urgency' in found;
}

export function draftOf(values: RaiseValues): RaiseDraft {
  return { ...values, raisedAt: values.raisedAt ? instantOf(values.raisedAt) : null, keptAt: new Date().toISOString() };
}

export function valuesOf({ raisedAt, ...rest }: RaiseDraft): RaiseValues {
  return { ...rest, raisedAt: raisedAt ? wallOf(raisedAt) : null };
}

/** Whether anything was written that would be a pity to lose. */
export function isBegun(values: RaiseValues): boolean {
  return Boolean(values.systemId ?? values.serviceItemId) || Boolean(values.title?.trim() ?? '') || Boolean(values.description?.trim() ?? '');
}

/** What is sent; answers stand at the places of the item's fields, so that a refusal of `answers.2.value` means the third field. */
export function inputOf(values: RaiseValues, item: ServiceItem | undefined): RaiseTicketInput {
  return {
    systemId: values.systemId ?? '',
    kind: values.kind,
    impact: values.impact,
    urgency: values.urgency,
    title: values.title ?? '',
    description: values.description?.trim() ? values.description : undefined,
    agencyId: values.agencyId,
    raisedAt: values.raisedAt ? instantOf(values.raisedAt) : undefined,
    lateReason: values.raisedAt ? values.lateReason : undefined,
    serviceItemId: item?.id,
    answers: item?.version.fields.map(({ key }, at) => ({ field: key, value: values.answers?.[at]?.value ?? '' })),
  };
}
