import { Form, Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import type { EndKind } from '../../gql/schema.ts';
import { QueryState } from '../../page/query-state.tsx';
import { useViewer } from '../../session/viewer.tsx';
import { useWord, useWordOptions } from '../../words/word.tsx';
import type { ActProps } from './act.ts';
import { ActForm } from './act-form.tsx';
import { ActEndDocument } from './act-parts.gql.ts';
import { ProposeTicketEndDocument, WithdrawTicketEndDocument } from './acts.gql.ts';
import { Reason } from './reason.tsx';

type Values = { kind: EndKind; whose?: string; reason: string };

/** Proposes to end the ticket, or takes back what one's own side has proposed. */
export default function ProposeEndForm({ ticket, onDone, onCancel }: ActProps) {
  const [query, again] = useQuery({ query: ActEndDocument, variables: { id: ticket.id } });
  const found = query.data?.ticket;
  return (
    <QueryState query={query} retry={() => again({ requestPolicy: 'network-only' })}>
      {found &&
        (found.endProposal ? (
          <Withdraw ticket={ticket} onDone={onDone} onCancel={onCancel} />
        ) : (
          <Propose ticket={ticket} onDone={onDone} onCancel={onCancel} />
        ))}
    </QueryState>
  );
}

function Withdraw({ ticket, onDone, onCancel }: ActProps) {
  const { t } = useTranslation('tickets');
  const [form] = Form.useForm<object>();
  return (
    <ActForm
      form={form}
      document={WithdrawTicketEndDocument}
      pick={(data) => data.withdrawTicketEnd}
      variables={() => ({ input: { ticketId: ticket.id, expectedVersion: ticket.version } })}
      act={t('act.proposeEnd.withdraw')}
      onDone={onDone}
      onCancel={onCancel}
    >
      <p>{t('act.proposeEnd.withdrawText')}</p>
    </ActForm>
  );
}

function Propose({ ticket, onDone, onCancel }: ActProps) {
  const { t } = useTranslation('tickets');
  const word = useWord();
  const options = useWordOptions();
  const { side } = useViewer();
  const [form] = Form.useForm<Values>();
  const kind = Form.useWatch('kind', form);
  return (
    <ActForm
      form={form}
      document={ProposeTicketEndDocument}
      pick={(data) => data.proposeTicketEnd}
      variables={({ kind: how, whose, reason }) => ({
        input: { ticketId: ticket.id, expectedVersion: ticket.version, kind: how, reason, whose: how === 'NOT_OURS' ? whose : undefined },
      })}
      act={word('TicketAction', 'PROPOSE_END')}
      initialValues={{ kind: 'CANCEL' }}
      onDone={onDone}
      onCancel={onCancel}
    >
      <p>{t('act.proposeEnd.text')}</p>
      <Form.Item label={t('act.proposeEnd.kind')} name="kind" required hidden={side !== 'VENDOR'}>
        <Radio.Group optionType="button" options={options('EndKind', ['CANCEL', 'NOT_OURS'])} />
      </Form.Item>
      {kind === 'NOT_OURS' && (
        <Form.Item
          label={t('act.proposeEnd.whose')}
          name="whose"
          rules={[{ required: true, whitespace: true, message: t('act.missing', { field: t('act.proposeEnd.whose') }) }]}
        >
          <Input maxLength={200} />
        </Form.Item>
      )}
      <Reason label={t('act.reason')} />
    </ActForm>
  );
}
