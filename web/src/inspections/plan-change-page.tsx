import { App, Form } from 'antd';
import dayjs from 'dayjs';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useQuery } from 'urql';
import { useSendForm } from '../form/send-form.tsx';
import { Page } from '../page/page.tsx';
import { QueryState } from '../page/query-state.tsx';
import { usePlanCrumbs } from './crumbs.ts';
import { PlanForm } from './plan-form.tsx';
import { type PlanBasis, type PlanValues, termsOf } from './plan-values.ts';
import {
  ChangeInspectionPlanDocument,
  type ChangeInspectionPlanMutation,
  InspectionPlanToChangeDocument,
  type InspectionPlanToChangeQuery,
} from './plans.gql.ts';

type Plan = Extract<NonNullable<InspectionPlanToChangeQuery['node']>, { __typename: 'InspectionPlan' }>;

const pick = (data: ChangeInspectionPlanMutation) => data.changeInspectionPlan;

/** Other terms for what falls due from now on. */
export default function PlanChangePage() {
  const { t } = useTranslation('inspections');
  const { id = '' } = useParams();
  const crumbs = usePlanCrumbs();
  const [query, again] = useQuery({ query: InspectionPlanToChangeDocument, variables: { id } });
  const node = query.data?.node;
  const plan = node?.__typename === 'InspectionPlan' ? node : null;
  const mayChange = plan?.availableActions.includes('CHANGE') ?? false;
  return (
    <Page title={t('form.changeTitle')} lead={t('form.changeLead')} crumbs={[...crumbs, ...(plan ? [{ label: plan.title, to: `/inspections/plans/${plan.id}` }] : [])]}>
      <QueryState
        query={query}
        retry={() => again({ requestPolicy: 'network-only' })}
        empty={query.data !== undefined && !mayChange}
        emptyText={t(plan ? 'form.notChangeable' : 'plan.gone')}
      >
        {plan && mayChange && <Change key={plan.version} plan={plan} />}
      </QueryState>
    </Page>
  );
}

function Change({ plan }: { plan: Plan }) {
  const { t } = useTranslation('inspections');
  const { message } = App.useApp();
  const [form] = Form.useForm<PlanValues>();
  const { submit, busy, problems } = useSendForm(form, ChangeInspectionPlanDocument, pick);
  const { id, version, terms } = plan;
  const basis = useMemo((): PlanBasis => ({ agencyId: plan.agency.id, validFrom: dayjs(plan.validFrom) }), [plan]);
  const initial = useMemo(() => valuesOf(plan), [plan]);

  async function send(values: PlanValues) {
    if (!(await submit({ input: { ...termsOf(values), planId: id, expectedVersion: version } }))) return null;
    void message.success(t('form.changed'));
    return `/inspections/plans/${id}`;
  }
  return <PlanForm form={form} initial={initial} basis={basis} held={terms?.checklist ?? null} busy={busy} problems={problems} send={send} />;
}

function valuesOf({ title, description, terms }: Plan): Partial<PlanValues> {
  if (!terms) return { title, description };
  const { impact, urgency, recurrence, calendarId, offDayRule, windowDays, validUntil, timeOfDay, inspectionChecklistId, checklistVersion, systems } = terms;
  return {
    title,
    description,
    systemIds: systems.map((system) => system.id),
    ...(inspectionChecklistId ? { inspectionChecklistId } : {}),
    ...(checklistVersion ? { checklistVersion } : {}),
    impact,
    urgency,
    recurrence,
    calendarId,
    offDayRule,
    windowDays,
    validUntil: validUntil ? dayjs(validUntil) : null,
    timeOfDay: dayjs(`2000-01-01T${timeOfDay}`),
  };
}
