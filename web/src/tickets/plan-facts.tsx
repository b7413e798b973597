import { useTranslation } from 'react-i18next';
import { Instant } from '../time/instant.tsx';
import type { ActPlanQuery } from './acts/act-parts.gql.ts';
import { Facts } from './facts.tsx';

type Plan = NonNullable<NonNullable<ActPlanQuery['ticket']>['changePlan']>;

/** What a plan of a change says, and who handed it in. */
export function PlanFacts({ plan }: { plan: Plan }) {
  const { t } = useTranslation('tickets');
  const { text } = plan;
  return (
    <Facts
      of={[
        text && { label: t('plan.what'), value: <span className="text">{text.what}</span> },
        text && { label: t('plan.risk'), value: <span className="text">{text.risk}</span> },
        text && { label: t('plan.rollback'), value: <span className="text">{text.rollback}</span> },
        text && {
          label: t('plan.window'),
          value: (
            <>
              <Instant at={text.windowFrom} /> – <Instant at={text.windowTo} />
            </>
          ),
        },
        {
          label: t('plan.by'),
          value: (
            <>
              {plan.submittedBy?.name} <Instant at={plan.submittedAt} />
            </>
          ),
        },
      ]}
    />
  );
}
