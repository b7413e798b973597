import { Descriptions, Timeline } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useQuery } from 'urql';
import { Page } from '../page/page.tsx';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';
import { Actor } from '../party/actor.tsx';
import { Name, useName } from '../party/name.tsx';
import { useMay } from '../session/viewer.tsx';
import { CivilDate, Instant } from '../time/instant.tsx';
import { useWord, Word, WordTag } from '../words/word.tsx';
import { InspectionPlanDatesDocument, InspectionPlanDocument, type InspectionPlanQuery } from './inspections.gql.ts';
import { usePlanCrumbs } from './crumbs.ts';
import { FormerTerms } from './former-terms.tsx';
import { PlanActs } from './plan-acts.tsx';
import { PlannedDates } from './planned-dates.tsx';
import { useRecurrence } from './recurrence.ts';
import './inspections.css';

export type Plan = Extract<NonNullable<InspectionPlanQuery['node']>, { __typename: 'InspectionPlan' }>;

export default function PlanPage() {
  const { t } = useTranslation('inspections');
  const { id = '' } = useParams();
  const [query, again] = useQuery({ query: InspectionPlanDocument, variables: { id } });
  const node = query.data?.node;
  const plan = node?.__typename === 'InspectionPlan' ? node : null;
  const crumbs = usePlanCrumbs();
  const reload = () => again({ requestPolicy: 'network-only' });
  return (
    <Page
      title={plan?.title ?? t('plan.title')}
      mark={plan && <WordTag of="InspectionPlanState" is={plan.state} />}
      crumbs={crumbs}
      actions={plan && <PlanActs plan={plan} />}
    >
      <QueryState query={query} retry={reload} empty={query.data !== undefined && !plan}>
        {plan && (
          <>
            <Terms plan={plan} />
            <NextDates plan={plan} />
            {plan.allTerms.length > 1 && <FormerTerms of={plan.allTerms} />}
            <Section title={t('plan.history')}>
              <Timeline
                items={[...plan.history].reverse().map((entry) => ({
                  key: entry.version,
                  content: (
                    <>
                      <Word of="InspectionPlanStep" is={entry.step} /> · <Actor name={entry.actorName} userId={entry.actor?.id ?? null} /> · <Instant at={entry.recordedAt} />
                      {entry.reason && <p className="check-help">{entry.reason}</p>}
                    </>
                  ),
                }))}
              />
            </Section>
          </>
        )}
      </QueryState>
    </Page>
  );
}

function Terms({ plan }: { plan: Plan }) {
  const { t } = useTranslation('inspections');
  const name = useName();
  const word = useWord();
  const recurrence = useRecurrence();
  const { terms } = plan;
  return (
    <Section title={t('plan.terms')} actions={<Link to={`/inspections?plan=${plan.id}`}>{t('plan.occurrences')}</Link>}>
      {plan.description && <p>{plan.description}</p>}
      <Descriptions
        size="small"
        column={{ xs: 1, md: 2 }}
        items={[
          { key: 'agency', label: t('plan.agency'), children: <Name of={plan.agency} /> },
          { key: 'from', label: t('plan.validity'), children: <Validity from={plan.validFrom} until={terms?.validUntil} /> },
          ...(terms
            ? [
                { key: 'rule', label: t('plan.recurrence'), children: recurrence(terms.recurrence) },
                { key: 'off', label: t('plan.offDays'), children: word('OffDayRule', terms.offDayRule) },
                { key: 'window', label: t('plan.window'), children: t(terms.offDayRule === 'AS_IS' ? 'plan.civilDays' : 'plan.workingDays', { count: terms.windowDays }) },
                { key: 'time', label: t('plan.time'), children: terms.timeOfDay },
                { key: 'calendar', label: t('plan.calendar'), children: terms.calendarName ?? '—' },
                { key: 'checklist', label: t('plan.checklist'), children: <TermsChecklist of={terms} /> },
                { key: 'impact', label: t('plan.impact'), children: word('Impact', terms.impact) },
                { key: 'urgency', label: t('plan.urgency'), children: word('Urgency', terms.urgency) },
                { key: 'systems', label: t('plan.systems'), children: terms.systems.map(name).join(t('listed')) },
              ]
            : []),
        ]}
      />
    </Section>
  );
}

function TermsChecklist({ of: { checklist, checklistVersion } }: { of: NonNullable<Plan['terms']> }) {
  const { t } = useTranslation('inspections');
  const may = useMay();
  if (!checklist) return '—';
  const name = t('plan.checklistAs', { name: checklist.name, version: checklistVersion });
  return may('inspection_checklist.view') ? <Link to={`/inspections/checklists/${checklist.id}`}>{name}</Link> : name;
}

function Validity({ from, until }: { from: string; until: string | null | undefined }) {
  const { t } = useTranslation('inspections');
  return (
    <span>
      <CivilDate date={from} /> – {until ? <CivilDate date={until} /> : t('plan.noEnd')}
    </span>
  );
}

function NextDates({ plan }: { plan: Plan }) {
  const { t } = useTranslation('inspections');
  const [query, again] = useQuery({ query: InspectionPlanDatesDocument, variables: { id: plan.id } });
  const dates = query.data?.previewInspectionPlan;
  return (
    <Section title={t('plan.nextDates')}>
      <QueryState query={query} retry={() => again({ requestPolicy: 'network-only' })} empty={dates?.length === 0} emptyText={t('plan.noDates')}>
        {dates && dates.length > 0 && <PlannedDates dates={dates} name={t('plan.nextDates')} />}
      </QueryState>
    </Section>
  );
}
