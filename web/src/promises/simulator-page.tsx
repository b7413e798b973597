import { Alert, Skeleton } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import type { Metric, PreviewDeadlinesInput } from '../gql/schema.ts';
import { oneOf, text, useFilters } from '../list/filters.ts';
import { Page } from '../page/page.tsx';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';
import { serverNow } from '../time/server-clock.ts';
import { priorities, ticketKinds } from '../words/values.ts';
import { WordTag } from '../words/word.tsx';
import { SegmentLegend } from './segment-bar.tsx';
import { SimulatedClock } from './simulated-clock.tsx';
import { SimulatorBasis } from './simulator-basis.tsx';
import { SimulatorFields } from './simulator-fields.tsx';
import { SimulatorDeadlinesDocument } from './simulator.gql.ts';
import './promises.css';
import './simulator.css';

const simulatorFields = {
  systemId: text(),
  versionId: text(),
  kind: oneOf(ticketKinds),
  priority: oneOf(priorities),
  siteClass: oneOf(['CITY', 'COUNTY'] as const),
  raisedAt: text(),
  acknowledgedAt: text(),
  arrivedAt: text(),
  restoredAt: text(),
  resolvedAt: text(),
  pausedFrom: text(),
  pausedTo: text(),
};

/** When would it be due? Answered by the engine that reckons real clocks, before anything is promised. */
export default function SimulatorPage() {
  const { t } = useTranslation('promises');
  const { values, set, reset } = useFilters(simulatorFields);
  const [openedAt] = useState(() => new Date(Math.floor(serverNow() / 60_000) * 60_000).toISOString());
  const raisedAt = values.raisedAt ?? openedAt;
  const hasBasis = values.systemId !== undefined || values.versionId !== undefined;
  const input = useMemo(
    (): PreviewDeadlinesInput => ({
      systemId: values.systemId,
      versionId: values.versionId,
      kind: values.kind ?? 'INCIDENT',
      priority: values.priority ?? 'P2',
      siteClass: values.siteClass,
      raisedAt,
      assignedAt: raisedAt,
      acknowledgedAt: values.acknowledgedAt,
      arrivedAt: values.arrivedAt,
      restoredAt: values.restoredAt,
      resolvedAt: values.resolvedAt,
      restoredRemotely: false,
      pauses:
        values.pausedFrom !== undefined
          ? [{ from: values.pausedFrom, to: values.pausedTo, reason: 'AWAITING_AGENCY', decision: 'ACCEPTED', decidedAt: values.pausedTo ?? values.pausedFrom }]
          : [],
      laterCycles: [],
      priorityChanges: [],
      progressReports: [],
    }),
    [values, raisedAt],
  );
  const [query, again] = useQuery({ query: SimulatorDeadlinesDocument, variables: { input }, pause: !hasBasis });
  // Segments reach to the moment that is asked about, so the way to the deadlines takes a second question.
  const ends = (hasBasis ? (query.data?.previewDeadlines.preview?.clocks ?? []) : []).flatMap(({ dueAt }) => dueAt ?? []);
  const last = ends.toSorted().at(-1);
  const [ahead] = useQuery({ query: SimulatorDeadlinesDocument, variables: { input: { ...input, now: last } }, pause: last === undefined });
  const way = (metric: Metric) =>
    ahead.data?.previewDeadlines.preview?.clocks.find((clock) => clock.metric === metric && clock.seq === 1)?.explanation?.segments;
  const answer = hasBasis ? query.data?.previewDeadlines : undefined;
  const clocks = (answer?.preview?.clocks ?? []).filter(({ seq }) => seq === 1);
  const priority = clocks[0]?.explanation?.priority;
  return (
    <Page title={t('simulator.title')} lead={t('simulator.lead')}>
      <div className="simulator">
        <div className="simulator-left">
          <SimulatorFields values={values} raisedAt={raisedAt} onChange={set} onReset={reset} />
          {values.systemId && <SimulatorBasis systemId={values.systemId} />}
        </div>
        <Section title={t('simulator.result')} actions={priority && <WordTag of="Priority" is={priority} />}>
          {!hasBasis ? (
            <p className="soft">{t('simulator.chooseFirst')}</p>
          ) : (
            <QueryState query={query} retry={() => again({ requestPolicy: 'network-only' })}>
              {answer && (
                <>
                  {answer.errors.map((error) => (
                    <Alert key={error.message} type="warning" showIcon className="form-problem" title={error.message} />
                  ))}
                  {query.fetching && <Skeleton active title={false} paragraph={{ rows: 1 }} />}
                  {clocks.length > 0 && <SegmentLegend />}
                  <ol className="simulated">
                    {clocks.map((clock) => (
                      <SimulatedClock key={clock.metric} clock={clock} way={way(clock.metric)} />
                    ))}
                  </ol>
                </>
              )}
            </QueryState>
          )}
        </Section>
      </div>
    </Page>
  );
}
