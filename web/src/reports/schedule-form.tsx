import { Button, Drawer, Flex, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../app/use-language.ts';
import { Problems, useSendForm } from '../form/send-form.tsx';
import type { ScheduledReportKind } from '../gql/schema.ts';
import { OrderedFields } from './ordered-fields.tsx';
import type { ReportValues } from './report-values.ts';
import { type DeliveryFields, DeliveryTimes } from './delivery-times.tsx';
import { type Ordered, scheduledReport, usualOrder } from './scheduled-report.ts';
import { CreateReportScheduleDocument } from './schedules.gql.ts';

type ScheduleFields = DeliveryFields & Ordered & { name: string };

type Props = { open: boolean; kind: ScheduledReportKind; values: ReportValues; onClose: () => void };

/** Orders a report that comes by itself. What the view was narrowed to stands in it already. */
export function ScheduleDrawer({ open, kind, values, onClose }: Props) {
  const { t } = useTranslation('reports');
  return (
    <Drawer open={open} onClose={onClose} title={t('schedules.new')} size={480} destroyOnHidden>
      <ScheduleForm kind={kind} values={values} onDone={onClose} />
    </Drawer>
  );
}

function ScheduleForm({ kind, values, onDone }: { kind: ScheduledReportKind; values: ReportValues; onDone: () => void }) {
  const { t } = useTranslation(['reports', 'app']);
  const own = useLanguage() === 'zh' ? 'ZH' : 'EN';
  const [form] = Form.useForm<ScheduleFields>();
  const { submit, busy, problems } = useSendForm(form, CreateReportScheduleDocument, (data) => data.createReportSchedule);
  const { agencyId, vendorId, contractId, systemId, metric, priority } = values;
  const [initial] = useState({
    kind,
    narrowing: { agencyId, vendorId, contractId, systemId, metric, priority, kind: values.kind },
    ...usualOrder,
    format: 'XLSX' as const,
    language: own,
    every: 'MONTHLY' as const,
    cadence: { dayOfMonth: 3, weekday: 'MONDAY' as const },
    hour: 8,
  });

  async function send(fields: ScheduleFields) {
    const { dayOfMonth, weekday } = fields.cadence;
    const done = await submit({
      input: {
        name: fields.name,
        report: scheduledReport(fields),
        format: fields.format,
        language: fields.language,
        cadence: fields.every === 'MONTHLY' ? { dayOfMonth } : { weekday },
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
          {t('reports:schedules.create')}
        </Button>
      </Flex>
    </Form>
  );
}
