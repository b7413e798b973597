import { ClockCircleOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { ReportInput, ScheduledReportKind } from '../gql/schema.ts';
import { ExportButton } from '../export/export-button.tsx';
import { Page } from '../page/page.tsx';
import { type FilterName, ReportFilterBar } from './report-filter-bar.tsx';
import { addressOf, type useReportValues } from './report-values.ts';
import './reports.css';

const views = ['sla', 'time', 'workload', 'pauses', 'faults', 'forecast', 'schedules'] as const;
export type View = (typeof views)[number];

const scheduled: Record<Exclude<View, 'schedules'>, ScheduledReportKind> = {
  sla: 'SLA',
  time: 'TIME',
  workload: 'WORKLOAD',
  pauses: 'PAUSES',
  faults: 'FAULTS',
  forecast: 'FORECAST',
};

function pathOf(view: View): string {
  return view === 'sla' ? '/reports' : `/reports/${view}`;
}

type Props = {
  view: View;
  filters: ReturnType<typeof useReportValues>;
  show: readonly FilterName[];
  /** The same figures as a file. */
  report?: ReportInput;
  actions?: ReactNode;
  barEnd?: ReactNode;
  children: ReactNode;
};

/** Around each report: its heading, the way to the others with the same filters, the filters, the file. */
export function ReportsFrame({ view, filters, show, report, actions, barEnd, children }: Props) {
  const { t } = useTranslation('reports');
  const navigate = useNavigate();
  const { values } = filters;
  const bar = useRef<HTMLElement>(null);
  // On a phone the views do not fit in the row.
  useEffect(() => {
    bar.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [view]);
  return (
    <Page
      title={t(`${view}.title`)}
      lead={t(`${view}.lead`)}
      actions={
        <>
          {actions}
          {view !== 'schedules' && (
            <Button icon={<ClockCircleOutlined />} onClick={() => void navigate(addressOf('/reports/schedules', { ...values, new: scheduled[view] }))}>
              {t('schedule')}
            </Button>
          )}
          {report && <ExportButton report={report} />}
        </>
      }
    >
      <nav ref={bar} className="report-views" aria-label={t('views')}>
        {views.map((one) => (
          <Link key={one} to={addressOf(pathOf(one), values)} aria-current={one === view ? 'page' : undefined}>
            {t(`${one}.short`)}
          </Link>
        ))}
      </nav>
      {show.length > 0 && (
        <div className="report-filters">
          <ReportFilterBar filters={filters} show={show} end={barEnd} />
        </div>
      )}
      {children}
    </Page>
  );
}
