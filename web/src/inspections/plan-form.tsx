import { Button, DatePicker, Form, type FormInstance, Input, InputNumber, Select, TimePicker } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLeave } from '../form/leave.ts';
import { Problems } from '../form/send-form.tsx';
import type { Refusal } from '../form/send.ts';
import type { Impact, Urgency } from '../gql/schema.ts';
import { Section } from '../page/section.tsx';
import { AgencySelect } from '../party/pick.tsx';
import { useWordOptions } from '../words/word.tsx';
import { CalendarField, ChecklistFields, type HeldChecklist, SystemsField } from './plan-choices.tsx';
import { PlanPreview } from './plan-preview.tsx';
import { offDayRules, type PlanBasis, type PlanValues, previewOf } from './plan-values.ts';
import { RecurrenceField } from './recurrence-field.tsx';
import './inspections.css';

const impacts: readonly Impact[] = ['HIGH', 'MEDIUM', 'LOW'];
const urgencies: readonly Urgency[] = ['HIGH', 'MEDIUM', 'LOW'];
/** As many days as an inspection may have. */
const WINDOW_MAX = 92;

/** Nothing is there before the form's first rendering. */
const whole = (values: PlanValues): Partial<PlanValues> => values;

type Props = {
  form: FormInstance<PlanValues>;
  initial: Partial<PlanValues>;
  /** What stays of a plan that exists; a new one asks for it. */
  basis: PlanBasis | null;
  held: HeldChecklist | null;
  busy: boolean;
  problems: readonly Refusal[];
  /** Where to go on when it was sent. */
  send: (values: PlanValues) => Promise<string | null>;
};

/** What is inspected when, with the dates that come of it beside it. */
export function PlanForm({ form, initial, basis, held, busy, problems, send }: Props) {
  const { t } = useTranslation('inspections');
  const options = useWordOptions();
  const { touched, leave } = useLeave();
  const watched = Form.useWatch(whole, form);
  const now = useMemo((): Partial<PlanValues> => ({ ...initial, ...watched, ...basis }), [initial, watched, basis]);
  const placeholder = t('plan.title');
  const preview = useMemo(() => previewOf(now, placeholder), [now, placeholder]);
  const { agencyId } = now;
  const needed = [{ required: true, message: t('missing') }];
  const written = [{ required: true, whitespace: true, message: t('missing') }];
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark="optional"
      scrollToFirstError
      initialValues={initial}
      disabled={busy}
      onValuesChange={(changed: Partial<PlanValues>) => {
        touched();
        // They belong to the agency that was chosen before.
        if (changed.agencyId) form.setFieldsValue({ systemIds: [], inspectionChecklistId: undefined, checklistVersion: undefined });
      }}
      onFinish={async (values) => {
        const to = await send(values);
        if (to) leave(to);
      }}
    >
      <div className="inspection-form">
        <div>
          <Section title={t('form.what')}>
            {!basis && (
              <Form.Item name="agencyId" label={t('plan.agency')} rules={needed} extra={t('form.agencyHelp')}>
                <AgencySelect className="fill" />
              </Form.Item>
            )}
            <Form.Item name="title" label={t('form.title')} rules={written} extra={t('form.titleHelp')}>
              <Input maxLength={160} />
            </Form.Item>
            <Form.Item name="description" label={t('form.description')}>
              <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} maxLength={10_000} />
            </Form.Item>
            <Form.Item name="systemIds" label={t('plan.systems')} rules={needed} extra={t('form.systemsHelp')}>
              <SystemsField agencyId={agencyId} />
            </Form.Item>
            <ChecklistFields agencyId={agencyId} held={held} />
            <div className="inspection-row">
              <Form.Item name="impact" label={t('plan.impact')} rules={needed}>
                <Select options={options('Impact', impacts)} />
              </Form.Item>
              <Form.Item name="urgency" label={t('plan.urgency')} rules={needed}>
                <Select options={options('Urgency', urgencies)} />
              </Form.Item>
            </div>
          </Section>
          <Section title={t('form.when')}>
            <Form.Item name="recurrence" label={t('plan.recurrence')} rules={written}>
              <RecurrenceField />
            </Form.Item>
            <div className="inspection-row">
              {!basis && (
                <Form.Item name="validFrom" label={t('form.validFrom')} rules={needed} extra={t('form.validFromHelp')}>
                  <DatePicker />
                </Form.Item>
              )}
              <Form.Item name="validUntil" label={t('form.validUntil')} extra={t('form.validUntilHelp')}>
                <DatePicker />
              </Form.Item>
            </div>
            <div className="inspection-row">
              <Form.Item name="calendarId" label={t('plan.calendar')} rules={needed}>
                <CalendarField />
              </Form.Item>
              <Form.Item name="offDayRule" label={t('plan.offDays')} rules={needed}>
                <Select options={options('OffDayRule', offDayRules)} />
              </Form.Item>
            </div>
            <div className="inspection-row">
              <Form.Item name="timeOfDay" label={t('plan.time')} rules={needed} extra={t('form.timeHelp')}>
                <TimePicker format="HH:mm" minuteStep={5} needConfirm={false} />
              </Form.Item>
              <Form.Item name="windowDays" label={t(now.offDayRule === 'AS_IS' ? 'form.windowCivil' : 'form.windowWorking')} rules={needed} extra={t('form.windowHelp')}>
                <InputNumber min={1} max={WINDOW_MAX} precision={0} />
              </Form.Item>
            </div>
          </Section>
          <Problems of={problems} />
          <Button type="primary" htmlType="submit" loading={busy}>
            {t(basis ? 'form.change' : 'form.create')}
          </Button>
        </div>
        <div className="inspection-form-side">
          <PlanPreview plan={preview} />
        </div>
      </div>
    </Form>
  );
}
