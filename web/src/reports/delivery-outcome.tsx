import { useTranslation } from 'react-i18next';
import { WordTag } from '../words/word.tsx';
import type { DeliveryLineFragment } from './schedules.gql.ts';

/** What became of a delivery, and why there is no file. */
export function DeliveryOutcome({ of }: { of: DeliveryLineFragment | null }) {
  const { t } = useTranslation('reports');
  if (!of) return <span>{t('schedules.never')}</span>;
  return (
    <>
      <WordTag of="ReportDeliveryOutcome" is={of.outcome} />
      {of.reason && <span className="second-line">{of.reason}</span>}
      {of.passedOver > 0 && <span className="second-line">{t('schedules.passedOver', { count: of.passedOver })}</span>}
    </>
  );
}
