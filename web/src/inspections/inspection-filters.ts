import type { InspectionFilter, InspectionState } from '../gql/schema.ts';
import { manyOf, oneOf, text } from '../list/filters.ts';

export const states: readonly InspectionState[] = ['OPEN', 'MISSED', 'DONE', 'DONE_LATE', 'SKIPPED'];
export const views = ['list', 'month'] as const;

export const fields = { state: manyOf(states), plan: text(), system: text(), vendor: text(), view: oneOf(views), month: text() };

type Values = { state: InspectionState[]; plan?: string; system?: string; vendor?: string };

/** What the address asks for, as the API takes it. */
export function filterOf(values: Values): InspectionFilter {
  return {
    ...(values.state.length > 0 ? { states: values.state } : {}),
    ...(values.plan ? { planId: values.plan } : {}),
    ...(values.system ? { systemId: values.system } : {}),
    ...(values.vendor ? { vendorId: values.vendor } : {}),
  };
}
