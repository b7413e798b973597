import { Form, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Impact, Urgency } from '../../gql/schema.ts';
import { useWord, useWordOptions } from '../../words/word.tsx';
import { impacts, urgencies } from '../ranks.ts';
import type { ActProps } from './act.ts';
import { ActForm } from './act-form.tsx';
import { ChangePriorityDocument } from './acts.gql.ts';
import { Reason } from './reason.tsx';

type Values = { impact: Impact; urgency: Urgency; reason: string };

export default function ChangePriorityForm({ ticket, onDone, onCancel }: ActProps) {
  const { t } = useTranslation('tickets');
  const word = useWord();
  const options = useWordOptions();
  const [form] = Form.useForm<Values>();
  return (
    <ActForm
      form={form}
      document={ChangePriorityDocument}
      pick={(data) => data.changePriority}
      variables={(values) => ({ input: { ticketId: ticket.id, expectedVersion: ticket.version, ...values } })}
      act={word('TicketAction', 'CHANGE_PRIORITY')}
      initialValues={{ impact: ticket.impact, urgency: ticket.urgency }}
      onDone={onDone}
      onCancel={onCancel}
    >
      <p>{t('act.changePriority.text', { priority: word('Priority', ticket.priority) })}</p>
      <Form.Item label={t('impact')} name="impact" required>
        <Radio.Group optionType="button" options={options('Impact', impacts)} />
      </Form.Item>
      <Form.Item label={t('urgency')} name="urgency" required>
        <Radio.Group optionType="button" options={options('Urgency', urgencies)} />
      </Form.Item>
      <Reason label={t('act.reason')} />
    </ActForm>
  );
}
