import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { QueryState } from '../../page/query-state.tsx';
import { PlanFacts } from '../plan-facts.tsx';
import type { ActProps } from './act.ts';
import { ActPlanDocument } from './act-parts.gql.ts';
import { ApproveChangePlanDocument, RejectChangePlanDocument } from './acts.gql.ts';
import { DecideForm } from './decide-form.tsx';

export default function DecidePlanForm({ ticket, onDone, onCancel }: ActProps) {
  const { t } = useTranslation('tickets');
  const [query, again] = useQuery({ query: ActPlanDocument, variables: { id: ticket.id } });
  const plan = query.data?.ticket?.changePlan;
  const known = { ticketId: ticket.id, expectedVersion: ticket.version };
  return (
    <QueryState query={query} retry={() => again({ requestPolicy: 'network-only' })}>
      {query.data && (
        <DecideForm
          accept={{
            label: t('act.decidePlan.accept'),
            document: ApproveChangePlanDocument,
            pick: (data) => data.approveChangePlan,
            variables: (note) => ({ input: { ...known, note: note || undefined } }),
          }}
          reject={{
            label: t('act.decidePlan.reject'),
            document: RejectChangePlanDocument,
            pick: (data) => data.rejectChangePlan,
            variables: (reason) => ({ input: { ...known, reason } }),
          }}
          note={t('act.remark')}
          ready={plan?.text !== null && plan?.text !== undefined}
          onDone={onDone}
          onCancel={onCancel}
        >
          {plan && <PlanFacts plan={plan} />}
        </DecideForm>
      )}
    </QueryState>
  );
}
