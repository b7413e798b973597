import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { useWord } from '../../words/word.tsx';
import { Facts } from '../facts.tsx';
import type { ActProps } from './act.ts';
import { ActForm } from './act-form.tsx';
import { ActSolutionDocument } from './act-parts.gql.ts';
import { ConfirmTicketDocument } from './acts.gql.ts';

export default function ConfirmForm({ ticket, onDone, onCancel }: ActProps) {
  const { t } = useTranslation('tickets');
  const word = useWord();
  const [form] = Form.useForm<object>();
  const [query] = useQuery({ query: ActSolutionDocument, variables: { id: ticket.id } });
  const solved = query.data?.ticket;
  return (
    <ActForm
      form={form}
      document={ConfirmTicketDocument}
      pick={(data) => data.confirmTicket}
      variables={() => ({ input: { ticketId: ticket.id, expectedVersion: ticket.version } })}
      act={word('TicketAction', 'CONFIRM')}
      onDone={onDone}
      onCancel={onCancel}
    >
      <p>{t('act.confirm.text')}</p>
      <Facts
        of={[
          solved?.cause ? { label: word('TicketField', 'CAUSE'), value: solved.cause } : null,
          solved?.solution ? { label: word('TicketField', 'SOLUTION'), value: solved.solution } : null,
        ]}
      />
    </ActForm>
  );
}
