import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { useWord } from '../../words/word.tsx';
import type { ActProps } from './act.ts';
import { ActForm } from './act-form.tsx';
import { CancelTicketDocument } from './acts.gql.ts';
import { Reason } from './reason.tsx';

type Values = { reason: string };

export default function CancelForm({ ticket, onDone, onCancel }: ActProps) {
  const { t } = useTranslation('tickets');
  const word = useWord();
  const [form] = Form.useForm<Values>();
  return (
    <ActForm
      form={form}
      document={CancelTicketDocument}
      pick={(data) => data.cancelTicket}
      variables={(values) => ({ input: { ticketId: ticket.id, expectedVersion: ticket.version, reason: values.reason } })}
      act={word('TicketAction', 'CANCEL')}
      danger
      onDone={onDone}
      onCancel={onCancel}
    >
      <p>{t('act.cancel.text')}</p>
      <Reason label={t('act.reason')} placeholder={t('act.cancel.hint')} />
    </ActForm>
  );
}
