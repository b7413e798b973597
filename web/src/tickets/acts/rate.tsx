import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { useWord } from '../../words/word.tsx';
import type { ActProps } from './act.ts';
import { ActForm } from './act-form.tsx';
import { RateTicketDocument } from './acts.gql.ts';
import { Stars } from './stars.tsx';

type Values = { stars: number; remark?: string };

export default function RateForm({ ticket, onDone, onCancel }: ActProps) {
  const { t } = useTranslation('tickets');
  const word = useWord();
  const [form] = Form.useForm<Values>();
  return (
    <ActForm
      form={form}
      document={RateTicketDocument}
      pick={(data) => data.rateTicket}
      variables={(values) => ({ input: { ticketId: ticket.id, stars: values.stars, remark: values.remark } })}
      act={word('TicketAction', 'RATE')}
      onDone={onDone}
      onCancel={onCancel}
    >
      <p>{t('act.rate.service')}</p>
      <Stars />
    </ActForm>
  );
}
