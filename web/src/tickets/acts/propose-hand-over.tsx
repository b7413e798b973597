import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { QueryState } from '../../page/query-state.tsx';
import { SystemSelect } from '../../party/pick.tsx';
import { useMay, useViewer } from '../../session/viewer.tsx';
import { useWord } from '../../words/word.tsx';
import type { ActProps } from './act.ts';
import { ActForm } from './act-form.tsx';
import { ActHandOverDocument } from './act-parts.gql.ts';
import { ProposeHandOverDocument, WithdrawHandOverDocument } from './acts.gql.ts';
import { Reason } from './reason.tsx';
import { ReceivingContract } from './receiving-contract.tsx';

type Values = { reason: string; contractId?: string; systemId?: string };

/** Asks that another vendor goes on with the work, or takes that back while it waits. */
export default function ProposeHandOverForm(props: ActProps) {
  const { ticket, onDone, onCancel } = props;
  const { t } = useTranslation('tickets');
  const { side } = useViewer();
  const [query, again] = useQuery({ query: ActHandOverDocument, variables: { id: ticket.id } });
  const [form] = Form.useForm<object>();
  const found = query.data?.ticket;
  return (
    <QueryState query={query} retry={() => again({ requestPolicy: 'network-only' })}>
      {found && found.handOver?.side === side && (
        <ActForm
          form={form}
          document={WithdrawHandOverDocument}
          pick={(data) => data.withdrawHandOver}
          variables={() => ({ input: { ticketId: ticket.id, expectedVersion: ticket.version } })}
          act={t('act.handOver.withdraw')}
          onDone={onDone}
          onCancel={onCancel}
        >
          <p>{t('act.handOver.withdrawText')}</p>
        </ActForm>
      )}
      {found && found.handOver?.side !== side && <Propose {...props} systemId={found.system.id} vendorId={found.vendor.id} />}
    </QueryState>
  );
}

function Propose({ ticket, systemId, vendorId, onDone, onCancel }: ActProps & { systemId: string; vendorId: string }) {
  const { t } = useTranslation('tickets');
  const word = useWord();
  const may = useMay();
  const [form] = Form.useForm<Values>();
  const other = Form.useWatch('systemId', form);
  return (
    <ActForm
      form={form}
      document={ProposeHandOverDocument}
      pick={(data) => data.proposeHandOver}
      variables={(values) => ({ input: { ticketId: ticket.id, expectedVersion: ticket.version, ...values } })}
      act={word('TicketAction', 'PROPOSE_HAND_OVER')}
      onDone={onDone}
      onCancel={onCancel}
    >
      <p>{t('act.handOver.text')}</p>
      <Form.Item label={t('act.handOver.system')} name="systemId" extra={t('act.handOver.systemHelp')}>
        <SystemSelect allowClear />
      </Form.Item>
      {may('contract.view') && <ReceivingContract systemId={other ?? systemId} vendorId={vendorId} optional />}
      <Reason label={t('act.reason')} />
    </ActForm>
  );
}
