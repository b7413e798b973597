import { written } from '../form/written.ts';
import type { InspectionAnswerInput, InspectionItemKind, InspectionOutcome } from '../gql/schema.ts';
import type { ChecklistTicketQuery } from './checklist.gql.ts';

type Ticket = NonNullable<ChecklistTicketQuery['ticketByNumber']>;
export type Line = NonNullable<NonNullable<Ticket['inspection']>['checklist']>['items'][number];

/** What somebody has filled in for an item and not sent. */
export type Draft = { outcome?: InspectionOutcome; measured?: string; text?: string; note?: string; evidenceIds?: readonly string[] };

/** Whether enough is filled in to be sent; the API judges the rest. */
export function isFilled(kind: InspectionItemKind, draft: Draft | undefined): draft is Draft {
  if (!draft) return false;
  if (draft.outcome === 'NOT_APPLICABLE') return true;
  switch (kind) {
    case 'PASS_FAIL':
      return draft.outcome !== undefined;
    case 'NUMBER':
      return (draft.measured ?? '') !== '';
    case 'TEXT':
      return (draft.text ?? '').trim() !== '';
    case 'PHOTO':
      return (draft.evidenceIds ?? []).length > 0;
  }
}

/** As the API takes it: of a number and the like the outcome is computed there. */
export function answerOf(key: string, kind: InspectionItemKind, draft: Draft): InspectionAnswerInput {
  const away = draft.outcome === 'NOT_APPLICABLE';
  return {
    item: key,
    outcome: away || kind === 'PASS_FAIL' ? draft.outcome : undefined,
    measured: !away && kind === 'NUMBER' ? draft.measured : undefined,
    text: !away && kind === 'TEXT' ? draft.text?.trim() : undefined,
    note: written(draft.note),
    evidenceIds: draft.evidenceIds ? [...draft.evidenceIds] : undefined,
  };
}
