import type { Dayjs } from 'dayjs';
import { written } from '../form/written.ts';
import type { CreateInspectionPlanInput, Impact, OffDayRule, Urgency } from '../gql/schema.ts';
import { civilOf } from '../time/wall.ts';

export const offDayRules: readonly OffDayRule[] = ['NEXT_WORKING_DAY', 'PREVIOUS_WORKING_DAY', 'SKIP', 'AS_IS'];

/** What is said once: whose plan it is, and from which day its rule counts. */
export type PlanBasis = { agencyId: string; validFrom: Dayjs };

/** What a plan says, as the form holds it. */
type PlanTerms = {
  title: string;
  description?: string;
  systemIds: string[];
  inspectionChecklistId?: string;
  checklistVersion?: number;
  impact: Impact;
  urgency: Urgency;
  recurrence: string;
  validUntil?: Dayjs | null;
  calendarId: string;
  offDayRule: OffDayRule;
  timeOfDay: Dayjs;
  windowDays: number;
};

export type PlanValues = PlanBasis & PlanTerms;

/** What both mutations take; without a checklist there is no version of one. */
export function termsOf(values: PlanTerms) {
  const { title, systemIds, inspectionChecklistId, impact, urgency, recurrence, calendarId, offDayRule, windowDays } = values;
  return {
    title,
    description: written(values.description),
    systemIds,
    inspectionChecklistId,
    checklistVersion: inspectionChecklistId ? values.checklistVersion : undefined,
    impact,
    urgency,
    recurrence,
    validUntil: values.validUntil ? civilOf(values.validUntil) : undefined,
    calendarId,
    offDayRule,
    timeOfDay: values.timeOfDay.format('HH:mm'),
    windowDays,
  };
}

/** What the coming dates are asked with; null while too little is filled in. Dates do not depend on the title, which may still be missing. */
export function previewOf(values: Partial<PlanValues>, title: string): CreateInspectionPlanInput | null {
  const { agencyId, validFrom, systemIds, recurrence, calendarId, offDayRule, timeOfDay, windowDays } = values;
  if (!agencyId || !validFrom || !systemIds?.length || !recurrence || !calendarId || !offDayRule || !timeOfDay || !windowDays) return null;
  const { validUntil } = values;
  return {
    agencyId,
    validFrom: civilOf(validFrom),
    title,
    systemIds,
    recurrence,
    calendarId,
    offDayRule,
    timeOfDay: timeOfDay.format('HH:mm'),
    windowDays,
    validUntil: validUntil ? civilOf(validUntil) : undefined,
  };
}
