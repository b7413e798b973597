import { DatePicker, Form, Input } from 'antd';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { instantOf } from '../../time/wall.ts';
import { useWord } from '../../words/word.tsx';
import type { ActProps } from './act.ts';
import { ActForm } from './act-form.tsx';
import { SubmitChangePlanDocument } from './acts.gql.ts';

type Values = { what: string; risk: string; rollback: string; window: [Dayjs, Dayjs] };

export default function SubmitPlanForm({ ticket, onDone, onCancel }: ActProps) {
  const { t } = useTranslation('tickets');
  const word = useWord();
  const [form] = Form.useForm<Values>();
  const needed = (field: string) => [{ required: true, message: t('act.missing', { field }) }];
  return (
    <ActForm
      form={form}
      document={SubmitChangePlanDocument}
      pick={(data) => data.submitChangePlan}
      variables={({ window: [from, to], ...texts }) => ({
        input: { ticketId: ticket.id, expectedVersion: ticket.version, ...texts, windowFrom: instantOf(from), windowTo: instantOf(to) },
      })}
      act={word('TicketAction', 'SUBMIT_PLAN')}
      onDone={onDone}
      onCancel={onCancel}
    >
      <p>{t('act.submitPlan.text')}</p>
      <Form.Item label={t('plan.what')} name="what" rules={needed(t('plan.what'))}>
        <Input.TextArea rows={4} maxLength={10_000} />
      </Form.Item>
      <Form.Item label={t('plan.risk')} name="risk" rules={needed(t('plan.risk'))}>
        <Input.TextArea rows={2} maxLength={10_000} />
      </Form.Item>
      <Form.Item label={t('plan.rollback')} name="rollback" rules={needed(t('plan.rollback'))}>
        <Input.TextArea rows={2} maxLength={10_000} />
      </Form.Item>
      <Form.Item label={t('plan.window')} name="window" rules={needed(t('plan.window'))} extra={t('serviceZone')}>
        <DatePicker.RangePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" className="fill" />
      </Form.Item>
    </ActForm>
  );
}
