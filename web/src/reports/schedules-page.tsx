import { PlusOutlined } from '@ant-design/icons';
import { Button, Tag, type TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useConnection } from '../list/connection.ts';
import { ConnectionTable } from '../list/connection-table.tsx';
import { oneOf, useFilters } from '../list/filters.ts';
import { Instant } from '../time/instant.tsx';
import { Word } from '../words/word.tsx';
import { DeliveryOutcome } from './delivery-outcome.tsx';
import { ReportsFrame } from './reports-frame.tsx';
import { useReportValues } from './report-values.ts';
import { ScheduleActs } from './schedule-acts.tsx';
import { ScheduleDrawer } from './schedule-form.tsx';
import { ScheduleWhen } from './schedule-when.tsx';
import { scheduledKinds } from './scheduled-report.ts';
import { ReportSchedulesDocument, type ScheduleLineFragment } from './schedules.gql.ts';

const fields = { new: oneOf(scheduledKinds) };
const first = {};

/** The reports that one has delivered. */
export default function SchedulesPage() {
  const { t } = useTranslation('reports');
  const filters = useReportValues();
  const { values: chosen, set } = useFilters(fields);
  const list = useConnection({ document: ReportSchedulesDocument, variables: first, pick: (data) => data.reportSchedules });
  const columns: NonNullable<TableProps<ScheduleLineFragment>['columns']> = [
    { title: t('schedules.name'), key: 'name', width: 190, render: (_, row) => <ScheduleName schedule={row} /> },
    { title: t('schedules.report'), key: 'report', width: 120, render: (_, row) => <Word of="ScheduledReportKind" is={row.report} /> },
    { title: t('contract'), key: 'contract', width: 110, ellipsis: true, render: (_, row) => row.contract?.number ?? <span aria-hidden>—</span> },
    { title: t('schedules.when'), key: 'when', width: 140, render: (_, row) => <ScheduleWhen of={row} /> },
    {
      title: t('schedules.file'),
      key: 'file',
      width: 100,
      render: (_, row) => (
        <>
          <Word of="FileFormat" is={row.format} /> · <Word of="FileLanguage" is={row.language} />
        </>
      ),
    },
    { title: t('schedules.next'), key: 'next', width: 150, render: (_, row) => <Instant at={row.nextAt} /> },
    { title: t('schedules.last'), key: 'last', width: 160, render: (_, row) => <DeliveryOutcome of={row.lastDelivery} /> },
    { title: t('schedules.acts'), key: 'acts', width: 200, render: (_, row) => <ScheduleActs schedule={row} /> },
  ];
  return (
    <ReportsFrame
      view="schedules"
      filters={filters}
      show={[]}
      actions={
        <Button type="primary" icon={<PlusOutlined />} onClick={() => set({ new: 'SLA' })}>
          {t('schedules.new')}
        </Button>
      }
    >
      <ConnectionTable
        name={t('schedules.title')}
        list={list}
        columns={columns}
        rowKey={(row) => row.id}
        rowHeight={56}
        emptyText={t('schedules.empty')}
        card={(row) => (
          <div className="clock-card">
            <div className="clock-card-head">
              <ScheduleName schedule={row} />
              <ScheduleActs schedule={row} />
            </div>
            <div>
              <Word of="ScheduledReportKind" is={row.report} /> · <ScheduleWhen of={row} />
            </div>
            <div>
              <DeliveryOutcome of={row.lastDelivery} />
            </div>
          </div>
        )}
      />
      <ScheduleDrawer open={chosen.new !== undefined} kind={chosen.new ?? 'SLA'} values={filters.values} onClose={() => set({ new: undefined })} />
    </ReportsFrame>
  );
}

function ScheduleName({ schedule }: { schedule: ScheduleLineFragment }) {
  const { t } = useTranslation('reports');
  return (
    <span>
      <Link to={`/reports/schedules/${schedule.id}`}>{schedule.name}</Link> {!schedule.active && <Tag>{t('schedules.inactive')}</Tag>}
    </span>
  );
}
