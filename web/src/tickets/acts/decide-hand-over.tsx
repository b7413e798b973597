import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { QueryState } from '../../page/query-state.tsx';
import { Name } from '../../party/name.tsx';
import { Instant } from '../../time/instant.tsx';
import { Facts } from '../facts.tsx';
import type { ActProps } from './act.ts';
import { ActHandOverDocument } from './act-parts.gql.ts';
import { AcceptHandOverDocument, DeclineHandOverDocument } from './acts.gql.ts';
import { DecideForm } from './decide-form.tsx';
import { ReceivingContract } from './receiving-contract.tsx';

export default function DecideHandOverForm({ ticket, onDone, onCancel }: ActProps) {
  const { t } = useTranslation('tickets');
  const [query, again] = useQuery({ query: ActHandOverDocument, variables: { id: ticket.id } });
  const found = query.data?.ticket;
  const proposal = found?.handOver;
  const known = { ticketId: ticket.id, expectedVersion: ticket.version };
  const [choice] = Form.useForm<{ contractId?: string }>();
  return (
    <QueryState query={query} retry={() => again({ requestPolicy: 'network-only' })}>
      {found && (
        <DecideForm
          accept={{
            label: t('act.decideHandOver.accept'),
            document: AcceptHandOverDocument,
            pick: (data) => data.acceptHandOver,
            variables: () => ({ input: { ...known, contractId: choice.getFieldsValue().contractId ?? proposal?.contract?.id } }),
          }}
          reject={{
            label: t('act.decideHandOver.reject'),
            document: DeclineHandOverDocument,
            pick: (data) => data.declineHandOver,
            variables: (reason) => ({ input: { ...known, reason } }),
          }}
          acceptFields={
            <Form form={choice} component={false} layout="vertical">
              <ReceivingContract
                systemId={proposal?.system?.id ?? found.system.id}
                vendorId={found.vendor.id}
                initial={proposal?.contract?.id}
              />
            </Form>
          }
          onDone={onDone}
          onCancel={onCancel}
        >
          <Facts
            of={[
              { label: t('act.reason'), value: proposal?.reason },
              proposal?.system ? { label: t('system'), value: <Name of={proposal.system} /> } : null,
              proposal?.contract
                ? {
                    label: t('act.handOver.contract'),
                    value: (
                      <>
                        {proposal.contract.number} {proposal.contract.name} · <Name of={proposal.contract.vendor} />
                      </>
                    ),
                  }
                : null,
              proposal?.answerBy ? { label: t('answerBy'), value: <Instant at={proposal.answerBy} /> } : null,
            ]}
          />
        </DecideForm>
      )}
    </QueryState>
  );
}
