import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import type { CreateInspectionPlanInput } from '../gql/schema.ts';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';
import { PlannedDates } from './planned-dates.tsx';
import { InspectionDatesPreviewDocument } from './plans.gql.ts';

const SETTLE_MS = 400;
const nothing: CreateInspectionPlanInput = {
  agencyId: '',
  calendarId: '',
  offDayRule: 'SKIP',
  recurrence: '',
  systemIds: [],
  timeOfDay: '',
  title: '',
  validFrom: '',
  windowDays: 1,
};

/** The coming dates of what is being written, as the API reckons them, before anything is sent. */
export function PlanPreview({ plan }: { plan: CreateInspectionPlanInput | null }) {
  const { t } = useTranslation('inspections');
  const [asked, setAsked] = useState(plan);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(plan), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [plan]);
  const [query, again] = useQuery({ query: InspectionDatesPreviewDocument, variables: { plan: asked ?? nothing }, pause: !asked });
  const dates = asked && !query.error ? query.data?.previewInspectionDates : undefined;
  return (
    <Section title={t('plan.nextDates')}>
      {asked ? (
        <QueryState query={query} retry={() => again({ requestPolicy: 'network-only' })} empty={dates?.length === 0} emptyText={t('plan.noDates')}>
          {dates && dates.length > 0 && <PlannedDates dates={dates} name={t('plan.nextDates')} />}
        </QueryState>
      ) : (
        <p className="check-help">{t('plan.previewWaits')}</p>
      )}
    </Section>
  );
}
