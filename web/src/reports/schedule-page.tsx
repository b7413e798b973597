import { Descriptions, Tag, type TableProps } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { useQuery } from 'urql';
import { useConnection } from '../list/connection.ts';
import { ConnectionTable } from '../list/connection-table.tsx';
import { Page } from '../page/page.tsx';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';
import { Instant } from '../time/instant.tsx';
import { useWord, Word } from '../words/word.tsx';
import { Chosen } from './chosen.tsx';
import { DeliveryDownload } from './delivery-download.tsx';
import { DeliveryOutcome } from './delivery-outcome.tsx';
import { ScheduleActs } from './schedule-acts.tsx';
import { ScheduleWhen } from './schedule-when.tsx';
import { orderedOf } from './scheduled-report.ts';
import { type DeliveryLineFragment, ReportDeliveriesDocument, ReportScheduleByIdDocument, type ScheduleLineFragment } from './schedules.gql.ts';
import './reports.css';

/** One schedule and what was delivered of it. */
export default function SchedulePage() {
  const { t } = useTranslation('reports');
  const { id = '' } = useParams();
  const navigate = useNavigate();
  const [query, again] = useQuery({ query: ReportScheduleByIdDocument, variables: { id } });
  const node = query.data?.node;
  const schedule = node?.__typename === 'ReportSchedule' ? node : null;
  return (
    <Page
      title={schedule?.name ?? t('schedules.one')}
      mark={schedule && !schedule.active ? <Tag>{t('schedules.inactive')}</Tag> : undefined}
      crumbs={[{ label: t('sla.title'), to: '/reports' }, { label: t('schedules.title'), to: '/reports/schedules' }, { label: schedule?.name ?? '…' }]}
      actions={schedule && <ScheduleActs schedule={schedule} onGone={() => void navigate('/reports/schedules')} />}
    >
      <QueryState query={query} retry={() => again({ requestPolicy: 'network-only' })} empty={query.data !== undefined && !schedule}>
        {schedule && (
          <Section title={t('schedules.ordered')}>
            <Descriptions
              column={{ xs: 1, md: 3 }}
              items={[
                { key: 'report', label: t('schedules.report'), children: <Word of="ScheduledReportKind" is={schedule.report} /> },
                { key: 'narrowed', label: t('chosen'), children: <Narrowed schedule={schedule} />, span: 'filled' },
                { key: 'when', label: t('schedules.when'), children: <ScheduleWhen of={schedule} /> },
                {
                  key: 'file',
                  label: t('schedules.file'),
                  children: (
                    <>
                      <Word of="FileFormat" is={schedule.format} /> · <Word of="FileLanguage" is={schedule.language} />
                    </>
                  ),
                },
                { key: 'next', label: t('schedules.next'), children: <Instant at={schedule.nextAt} showZone /> },
                { key: 'updated', label: t('schedules.updated'), children: <Instant at={schedule.updatedAt} /> },
              ]}
            />
          </Section>
        )}
      </QueryState>
      <Deliveries scheduleId={id} />
    </Page>
  );
}

/** What the report is narrowed to, and what its rows are told apart by. */
function Narrowed({ schedule }: { schedule: ScheduleLineFragment }) {
  const { t } = useTranslation('reports');
  const word = useWord();
  const { narrowing } = orderedOf(schedule);
  const { clocksBy, workloadBy, pausesBy, atLeast, horizonHours } = schedule.filter;
  const by = [
    ...clocksBy.map((one) => word('ReportDimension', one)),
    ...workloadBy.map((one) => word('WorkloadDimension', one)),
    ...pausesBy.map((one) => word('PauseDimension', one)),
  ];
  const facts = [
    ...(by.length > 0 ? [t('schedules.line', { label: t('groupBy'), value: by.join(t('schedules.and')) })] : []),
    ...(atLeast ? [t('schedules.line', { label: t('faults.atLeast'), value: String(atLeast) })] : []),
    ...(horizonHours ? [t('schedules.line', { label: t('schedules.horizon'), value: String(horizonHours) })] : []),
  ];
  const isNarrowed = Object.values<unknown>(narrowing).some((one) => one !== undefined);
  return (
    <div>
      <div>{isNarrowed ? <Chosen values={narrowing} months={false} /> : t('schedules.everything')}</div>
      {facts.map((fact) => (
        <div key={fact} className="soft">
          {fact}
        </div>
      ))}
    </div>
  );
}

function Deliveries({ scheduleId }: { scheduleId: string }) {
  const { t } = useTranslation('reports');
  const variables = useMemo(() => ({ scheduleId }), [scheduleId]);
  const list = useConnection({ document: ReportDeliveriesDocument, variables, pick: (data) => data.reportDeliveries });
  const columns: NonNullable<TableProps<DeliveryLineFragment>['columns']> = [
    { title: t('deliveries.due'), key: 'due', width: 160, render: (_, row) => <Instant at={row.nominalAt} /> },
    { title: t('deliveries.delivered'), key: 'delivered', width: 160, render: (_, row) => <Instant at={row.deliveredAt} /> },
    { title: t('deliveries.covers'), key: 'covers', width: 320, render: (_, row) => <Covers of={row} /> },
    { title: t('deliveries.outcome'), key: 'outcome', width: 280, render: (_, row) => <DeliveryOutcome of={row} /> },
    { title: t('deliveries.file'), key: 'file', width: 320, render: (_, row) => <DeliveryDownload delivery={row} /> },
  ];
  return (
    <section aria-label={t('deliveries.title')} className="report-list">
      <h2 className="section-title">{t('deliveries.title')}</h2>
      <ConnectionTable
        name={t('deliveries.title')}
        list={list}
        columns={columns}
        rowKey={(row) => row.id}
        emptyText={t('deliveries.empty')}
        card={(row) => (
          <div className="clock-card">
            <div className="clock-card-head">
              <Instant at={row.nominalAt} />
              <DeliveryOutcome of={row} />
            </div>
            <Covers of={row} />
            <DeliveryDownload delivery={row} />
          </div>
        )}
      />
    </section>
  );
}

function Covers({ of }: { of: DeliveryLineFragment }) {
  return (
    <span>
      <Instant at={of.coversFrom} /> – <Instant at={of.coversBefore} />
    </span>
  );
}
