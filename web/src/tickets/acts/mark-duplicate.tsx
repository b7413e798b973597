import { Checkbox, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { useWord } from '../../words/word.tsx';
import type { ActProps } from './act.ts';
import { ActForm } from './act-form.tsx';
import { MarkTicketDuplicateDocument, MergeTicketsDocument } from './acts.gql.ts';
import { FindTicket } from './find-ticket.tsx';
import { Reason } from './reason.tsx';

type Values = { ofTicketId?: string; intoTicketId?: string; merge?: boolean; reason?: string };

export default function MarkDuplicateForm({ ticket, onDone, onCancel }: ActProps) {
  const { t } = useTranslation('tickets');
  const word = useWord();
  const [form] = Form.useForm<Values>();
  const merge = Form.useWatch('merge', form) ?? false;
  const known = { ticketId: ticket.id, expectedVersion: ticket.version };
  const rest = { form, act: word('TicketAction', 'MARK_DUPLICATE'), danger: true, onDone, onCancel };
  const name = merge ? 'intoTicketId' : 'ofTicketId';
  const fields = (
    <>
      <p>{t('act.markDuplicate.text')}</p>
      <Form.Item
        key={name}
        label={t('act.markDuplicate.of')}
        name={name}
        rules={[{ required: true, message: t('act.missing', { field: t('act.markDuplicate.of') }) }]}
      >
        <FindTicket except={ticket.id} />
      </Form.Item>
      <Form.Item name="merge" valuePropName="checked" extra={t('act.markDuplicate.mergeHelp')}>
        <Checkbox>{t('act.markDuplicate.merge')}</Checkbox>
      </Form.Item>
      <Reason label={t('act.remark')} optional />
    </>
  );
  if (merge) {
    return (
      <ActForm
        {...rest}
        document={MergeTicketsDocument}
        pick={(data) => data.mergeTickets}
        variables={(values: Values) => ({ input: { ...known, intoTicketId: values.intoTicketId ?? '', reason: values.reason } })}
      >
        {fields}
      </ActForm>
    );
  }
  return (
    <ActForm
      {...rest}
      document={MarkTicketDuplicateDocument}
      pick={(data) => data.markTicketDuplicate}
      variables={(values: Values) => ({ input: { ...known, ofTicketId: values.ofTicketId ?? '', reason: values.reason } })}
    >
      {fields}
    </ActForm>
  );
}
