import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { QueryState } from '../../page/query-state.tsx';
import { Instant } from '../../time/instant.tsx';
import { Word } from '../../words/word.tsx';
import { Facts } from '../facts.tsx';
import type { ActProps } from './act.ts';
import { ActEndDocument } from './act-parts.gql.ts';
import { AcceptTicketEndDocument, RejectTicketEndDocument } from './acts.gql.ts';
import { DecideForm } from './decide-form.tsx';

export default function DecideEndForm({ ticket, onDone, onCancel }: ActProps) {
  const { t } = useTranslation('tickets');
  const [query, again] = useQuery({ query: ActEndDocument, variables: { id: ticket.id } });
  const proposal = query.data?.ticket?.endProposal;
  const known = { ticketId: ticket.id, expectedVersion: ticket.version };
  return (
    <QueryState query={query} retry={() => again({ requestPolicy: 'network-only' })}>
      {query.data && (
        <DecideForm
          accept={{
            label: t('act.decideEnd.accept'),
            document: AcceptTicketEndDocument,
            pick: (data) => data.acceptTicketEnd,
            variables: (note) => ({ input: { ...known, note: note || undefined } }),
          }}
          reject={{
            label: t('act.decideEnd.reject'),
            document: RejectTicketEndDocument,
            pick: (data) => data.rejectTicketEnd,
            variables: (reason) => ({ input: { ...known, reason } }),
          }}
          note={t('act.remark')}
          onDone={onDone}
          onCancel={onCancel}
        >
          <Facts
            of={[
              { label: t('act.proposeEnd.kind'), value: <Word of="EndKind" is={proposal?.kind} /> },
              proposal?.whose ? { label: t('act.proposeEnd.whose'), value: proposal.whose } : null,
              { label: t('act.reason'), value: proposal?.reason },
              { label: t('proposedBy'), value: proposal?.proposedBy?.name },
              proposal?.answerBy ? { label: t('answerBy'), value: <Instant at={proposal.answerBy} /> } : null,
            ]}
          />
        </DecideForm>
      )}
    </QueryState>
  );
}
