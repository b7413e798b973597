import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { Money } from '../money/money.tsx';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';
import { Milestone } from './milestone.tsx';
import { ContractPaymentsDocument } from './payments.gql.ts';
import { PlanDialog } from './plan-dialog.tsx';
import type { PartProps } from './contract-page.tsx';

/** Into which milestones the contract's amount is divided, and how far each has come. */
export function Payments({ contract }: Pick<PartProps, 'contract'>) {
  const { t } = useTranslation('contracts');
  const [query, again] = useQuery({ query: ContractPaymentsDocument, variables: { id: contract.id } });
  const reload = () => again({ requestPolicy: 'network-only' });
  const [planning, setPlanning] = useState(false);
  const node = query.data?.node;
  const plan = node?.__typename === 'ServiceContract' ? node.paymentPlan : undefined;
  return (
    <Section
      title={t('tab.payments')}
      actions={plan?.canPlan && <Button onClick={() => setPlanning(true)}>{plan.milestones.length > 0 ? t('plan.rewrite') : t('plan.write')}</Button>}
    >
      <QueryState query={query} retry={reload}>
        {plan && (
          <>
            <p className="soft">
              {t('plan.amount')} <Money amount={plan.amount} /> · {t('plan.planned')} <Money amount={plan.planned} />
            </p>
            {plan.outOfBalance && <Alert type="warning" showIcon className="form-problem" title={t('plan.outOfBalance')} />}
            {plan.milestones.length === 0 ? (
              <p className="soft">{t('plan.none')}</p>
            ) : (
              <ol className="milestones">
                {plan.milestones.map((milestone) => (
                  <Milestone key={milestone.id} contractId={contract.id} milestone={milestone} reload={reload} />
                ))}
              </ol>
            )}
            {planning && <PlanDialog contract={contract} milestones={plan.milestones} onClose={() => setPlanning(false)} onDone={reload} />}
          </>
        )}
      </QueryState>
    </Section>
  );
}
