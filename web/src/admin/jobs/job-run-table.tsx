import { Button, Grid, Table, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CombinedError } from 'urql';
import { localeOf } from '../../app/language.ts';
import { useLanguage } from '../../app/use-language.ts';
import { QueryState } from '../../page/query-state.tsx';
import { Instant } from '../../time/instant.tsx';
import { JobOutcome } from './job-outcome.tsx';
import { JobReport } from './job-report.tsx';
import { useJobWords } from './job-words.ts';
import type { JobRunRowFragment } from './jobs.gql.ts';

type Props = {
  query: { fetching: boolean; error?: CombinedError | undefined };
  retry: () => void;
  runs: readonly JobRunRowFragment[] | undefined;
  /** Leads from a job to its runs. */
  onPick: ((name: string) => void) | undefined;
};

export function JobRunTable({ query, retry, runs, onPick }: Props) {
  const { t } = useTranslation('admin');
  const narrow = !(Grid.useBreakpoint().md ?? true);
  return (
    <div className="list">
      <QueryState query={query} retry={retry} empty={runs?.length === 0} emptyText={t('jobs.none')}>
        {runs && runs.length > 0 && (narrow ? <Cards runs={runs} onPick={onPick} /> : <Rows runs={runs} onPick={onPick} />)}
      </QueryState>
    </div>
  );
}

type RunsProps = { runs: readonly JobRunRowFragment[]; onPick: Props['onPick'] };

function keyOf(run: JobRunRowFragment): string {
  return `${run.name} ${run.slot}`;
}

function Rows({ runs, onPick }: RunsProps) {
  const { t } = useTranslation('admin');
  return (
    <Table<JobRunRowFragment>
      size="small"
      aria-label={t('jobs.title')}
      rowKey={keyOf}
      dataSource={[...runs]}
      pagination={false}
      columns={[
        { title: t('jobs.job'), width: 260, render: (_, run) => <JobName run={run} onPick={onPick} /> },
        { title: t('jobs.outcome'), width: 90, render: (_, run) => <JobOutcome state={run.state} /> },
        { title: t('jobs.slot'), width: 170, render: (_, run) => <Instant at={run.slot} precision="second" /> },
        { title: t('jobs.took'), width: 100, align: 'end', render: (_, run) => <Took run={run} /> },
        { title: t('jobs.report'), render: (_, run) => <What run={run} /> },
      ]}
    />
  );
}

function Cards({ runs, onPick }: RunsProps) {
  const { t } = useTranslation('admin');
  return (
    <ul className="cards" aria-label={t('jobs.title')}>
      {runs.map((run) => (
        <li key={keyOf(run)}>
          <div className="card-row">
            <JobName run={run} onPick={onPick} />
            <JobOutcome state={run.state} />
          </div>
          <div className="card-row soft">
            <Instant at={run.slot} precision="second" />
            <Took run={run} />
          </div>
          <What run={run} />
        </li>
      ))}
    </ul>
  );
}

function JobName({ run, onPick }: { run: JobRunRowFragment; onPick: Props['onPick'] }) {
  const { job } = useJobWords();
  if (!onPick) return job(run.name);
  return (
    <Button type="link" className="admin-link" onClick={() => onPick(run.name)}>
      {job(run.name)}
    </Button>
  );
}

/** How long it took: runs take milliseconds more often than seconds. */
function Took({ run }: { run: JobRunRowFragment }) {
  const locale = localeOf(useLanguage());
  if (!run.finishedAt) return <span aria-hidden>—</span>;
  const milliseconds = Math.max(0, Date.parse(run.finishedAt) - Date.parse(run.startedAt));
  const [amount, unit] = milliseconds < 1_000 ? [milliseconds, 'millisecond'] : [milliseconds / 1_000, 'second'];
  return (
    <span className="figure">{new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 }).format(amount)}</span>
  );
}

function What({ run }: { run: JobRunRowFragment }) {
  const { t } = useTranslation('admin');
  return (
    <>
      {run.error === null ? <JobReport of={run.report} /> : <Typography.Text type="danger">{run.error}</Typography.Text>}
      {run.holders > 1 && <div className="soft">{t('jobs.taken', { count: run.holders })}</div>}
    </>
  );
}
