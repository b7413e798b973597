import { Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { TicketRelation } from '../../gql/schema.ts';
import { useViewer } from '../../session/viewer.tsx';
import { useWord } from '../../words/word.tsx';
import type { ActProps } from './act.ts';
import { ActForm } from './act-form.tsx';
import { LinkTicketsDocument } from './acts.gql.ts';
import { FindTicket } from './find-ticket.tsx';

type Values = { relation: TicketRelation; otherTicketId: string };

export default function LinkForm({ ticket, onDone, onCancel }: ActProps) {
  const { t } = useTranslation('tickets');
  const word = useWord();
  const { side } = useViewer();
  const [form] = Form.useForm<Values>();
  const relations: TicketRelation[] = side === 'AGENCY' ? ['RELATES_TO', 'CAUSED_BY', 'FOLLOWS', 'CHILD_OF'] : ['RELATES_TO', 'CAUSED_BY', 'FOLLOWS'];
  return (
    <ActForm
      form={form}
      document={LinkTicketsDocument}
      pick={(data) => data.linkTickets}
      variables={(values) => ({ input: { ticketId: ticket.id, expectedVersion: ticket.version, ...values } })}
      act={word('TicketAction', 'LINK')}
      initialValues={{ relation: 'RELATES_TO' }}
      onDone={onDone}
      onCancel={onCancel}
    >
      <Form.Item label={t('act.link.relation')} name="relation" required>
        <Select options={relations.map((value) => ({ value, label: t(`act.link.${value}`) }))} />
      </Form.Item>
      <Form.Item
        label={t('act.link.other')}
        name="otherTicketId"
        rules={[{ required: true, message: t('act.missing', { field: t('act.link.other') }) }]}
      >
        <FindTicket except={ticket.id} />
      </Form.Item>
    </ActForm>
  );
}
