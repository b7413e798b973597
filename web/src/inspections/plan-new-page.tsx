import { App, Form } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSendForm } from '../form/send-form.tsx';
import { Page } from '../page/page.tsx';
import { useOwnAgency } from '../session/own-agency.ts';
import { serverNow } from '../time/server-clock.ts';
import { civilOf, wallOf } from '../time/wall.ts';
import { usePlanCrumbs } from './crumbs.ts';
import { PlanForm } from './plan-form.tsx';
import { type PlanValues, termsOf } from './plan-values.ts';
import { CreateInspectionPlanDocument, type CreateInspectionPlanMutation } from './plans.gql.ts';
import { writeRule } from './rule.ts';

const pick = (data: CreateInspectionPlanMutation) => data.createInspectionPlan;

export default function PlanNewPage() {
  const { t } = useTranslation('inspections');
  const { message } = App.useApp();
  const crumbs = usePlanCrumbs();
  const [form] = Form.useForm<PlanValues>();
  const { submit, busy, problems } = useSendForm(form, CreateInspectionPlanDocument, pick);
  const own = useOwnAgency();
  const [initial] = useState(
    (): Partial<PlanValues> => ({
      ...(own ? { agencyId: own } : {}),
      impact: 'LOW',
      urgency: 'LOW',
      recurrence: writeRule({ frequency: 'MONTHLY', interval: 1, weekdays: [], months: [], dates: [1], nth: null }),
      validFrom: wallOf(new Date(serverNow()).toISOString()),
      offDayRule: 'NEXT_WORKING_DAY',
      timeOfDay: dayjs('2000-01-01T08:30'),
      windowDays: 3,
    }),
  );

  async function send(values: PlanValues) {
    const done = await submit({ input: { ...termsOf(values), agencyId: values.agencyId, validFrom: civilOf(values.validFrom) } });
    if (!done?.inspectionPlan) return null;
    void message.success(t('form.created'));
    return `/inspections/plans/${done.inspectionPlan.id}`;
  }
  return (
    <Page title={t('form.new')} lead={t('form.newLead')} crumbs={crumbs}>
      <PlanForm form={form} initial={initial} basis={null} held={null} busy={busy} problems={problems} send={send} />
    </Page>
  );
}
