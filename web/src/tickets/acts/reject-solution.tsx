import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { useWord } from '../../words/word.tsx';
import type { ActProps } from './act.ts';
import { ActForm } from './act-form.tsx';
import { RejectSolutionDocument } from './acts.gql.ts';
import { Reason } from './reason.tsx';

type Values = { reason: string };

export default function RejectSolutionForm({ ticket, onDone, onCancel }: ActProps) {
  const { t } = useTranslation('tickets');
  const word = useWord();
  const [form] = Form.useForm<Values>();
  return (
    <ActForm
      form={form}
      document={RejectSolutionDocument}
      pick={(data) => data.rejectSolution}
      variables={(values) => ({ input: { ticketId: ticket.id, expectedVersion: ticket.version, reason: values.reason } })}
      act={word('TicketAction', 'REJECT_SOLUTION')}
      danger
      onDone={onDone}
      onCancel={onCancel}
    >
      <p>{t('act.rejectSolution.text')}</p>
      <Reason label={t('act.reason')} placeholder={t('act.rejectSolution.hint')} />
    </ActForm>
  );
}
