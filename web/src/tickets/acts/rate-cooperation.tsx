import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { useWord } from '../../words/word.tsx';
import type { ActProps } from './act.ts';
import { ActForm } from './act-form.tsx';
import { RateCooperationDocument } from './acts.gql.ts';
import { Stars } from './stars.tsx';

type Values = { stars: number; remark?: string };

export default function RateCooperationForm({ ticket, onDone, onCancel }: ActProps) {
  const { t } = useTranslation('tickets');
  const word = useWord();
  const [form] = Form.useForm<Values>();
  return (
    <ActForm
      form={form}
      document={RateCooperationDocument}
      pick={(data) => data.rateCooperation}
      variables={(values) => ({ input: { ticketId: ticket.id, stars: values.stars, remark: values.remark } })}
      act={word('TicketAction', 'RATE_COOPERATION')}
      onDone={onDone}
      onCancel={onCancel}
    >
      <p>{t('act.rate.cooperation')}</p>
      <Stars />
    </ActForm>
  );
}
