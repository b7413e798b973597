import { Button, Drawer, Flex, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problems, useSendForm } from '../form/send-form.tsx';
import { type DeliveryFields, DeliveryTimes } from './delivery-times.tsx';
import { OrderedFields } from './ordered-fields.tsx';
import { type Ordered, orderedOf, scheduledReport } from './scheduled-report.ts';
import { ChangeReportScheduleDocument, type ScheduleLineFragment } from './schedules.gql.ts';

type Fields = DeliveryFields & Ordered & { name: string };

/** Changes which report comes, when, and as what. */
export function ScheduleEdit({ schedule, onClose }: { schedule: ScheduleLineFragment | null; onClose: () => void }) {
  const { t } = useTranslation('reports');
  return (
    <Drawer open={schedule !== null} onClose={onClose} title={t('schedules.edit')} size={480} destroyOnHidden>
      {schedule && <EditForm schedule={schedule} onDone={onClose} />}
    </Drawer>
  );
}

function EditForm({ schedule, onDone }: { schedule: ScheduleLineFragment; onDone: () => void }) {
  const { t } = useTranslation(['reports', 'app']);
  const [form] = Form.useForm<Fields>();
  const { submit, busy, problems } = useSendForm(form, ChangeReportScheduleDocument, (data) => data.changeReportSchedule);
  const { name, format, language, cadence, dayOfMonth, weekday, hour } = schedule;
  const [ordered] = useState(() => orderedOf(schedule));
  const initial: Fields = { ...ordered, name, format, language, every: cadence, cadence: { dayOfMonth: dayOfMonth ?? 1, weekday: weekday ?? 'MONDAY' }, hour };

  async function send(fields: Fields) {
    // What no field shows stays, as long as it is the same report.
    const narrowing = fields.kind === ordered.kind ? { ...ordered.narrowing, ...fields.narrowing } : fields.narrowing;
    const done = await submit({
      input: {
        scheduleId: schedule.id,
        expectedVersion: schedule.version,
        name: fields.name,
        report: form.isFieldsTouched(['kind', 'narrowing', 'slaBy', 'workloadBy', 'pausesBy', 'atLeast', 'horizonHours'])
          ? scheduledReport({ ...fields, narrowing })
          : undefined,
        format: fields.format,
        language: fields.language,
        cadence: fields.every === 'MONTHLY' ? { dayOfMonth: fields.cadence.dayOfMonth } : { weekday: fields.cadence.weekday },
        hour: fields.hour,
      },
    });
    if (done) onDone();
  }

  return (
    <Form form={form} layout="vertical" initialValues={initial} onFinish={(fields) => void send(fields)}>
      <Form.Item name="name" label={t('reports:schedules.name')} rules={[{ required: true, message: t('app:required') }]}>
        <Input maxLength={100} />
      </Form.Item>
      <OrderedFields />
      <DeliveryTimes />
      <Problems of={problems} />
      <Flex gap="small" justify="end">
        <Button onClick={onDone}>{t('app:cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('app:save')}
        </Button>
      </Flex>
    </Form>
  );
}
