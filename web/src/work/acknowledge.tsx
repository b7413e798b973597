import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ActProps } from '../tickets/acts/act.ts';
import { ActForm } from '../tickets/acts/act-form.tsx';
import { type LateValues, occurredOf } from './late.ts';
import { Occurred } from './occurred.tsx';
import { AcknowledgeTicketDocument } from './work.gql.ts';

export default function Acknowledge({ ticket, onDone, onCancel }: ActProps) {
  const { t } = useTranslation('work');
  const [form] = Form.useForm<LateValues>();
  return (
    <ActForm
      form={form}
      document={AcknowledgeTicketDocument}
      pick={(data) => data.acknowledgeTicket}
      variables={(values) => ({ input: { ticketId: ticket.id, ...occurredOf(values) } })}
      act={t('acknowledge.do')}
      onDone={onDone}
      onCancel={onCancel}
    >
      <p className="act-lead">{t('acknowledge.lead')}</p>
      <Occurred />
    </ActForm>
  );
}
