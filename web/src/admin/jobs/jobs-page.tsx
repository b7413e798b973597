import { Button, Segmented, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { FilterBar } from '../../list/filter-bar.tsx';
import { oneOf, useFilters } from '../../list/filters.ts';
import { Page } from '../../page/page.tsx';
import { JobRunTable } from './job-run-table.tsx';
import { jobs, outcomes, useJobWords } from './job-words.ts';
import { useJobRuns } from './use-job-runs.ts';

const fields = { job: oneOf(jobs), outcome: oneOf(outcomes) };

/** Whether the platform does by itself what it ought to: the latest run of every job, and the runs of one. */
export default function JobsPage() {
  const { t } = useTranslation('admin');
  const { job } = useJobWords();
  const { values, set, reset } = useFilters(fields);
  const { query, runs, reload } = useJobRuns(values.job);
  const shown = values.outcome ? runs?.filter((run) => run.state === values.outcome) : runs;
  return (
    <Page
      title={t('jobs.title')}
      lead={values.job ? t('jobs.leadOne', { job: job(values.job) }) : t('jobs.lead')}
      actions={
        <Button loading={query.fetching} onClick={reload}>
          {t('jobs.again')}
        </Button>
      }
    >
      <FilterBar onReset={reset}>
        <Select
          className="pick"
          aria-label={t('jobs.job')}
          placeholder={t('jobs.job')}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={false}
          value={values.job}
          options={jobs.map((value) => ({ value, label: job(value) }))}
          onChange={(chosen) => set({ job: chosen })}
        />
        <Segmented
          aria-label={t('jobs.outcome')}
          value={values.outcome ?? 'all'}
          onChange={(chosen) => set({ outcome: outcomes.find((one) => one === chosen) })}
          options={[{ value: 'all', label: t('all') }, ...outcomes.map((value) => ({ value, label: t(`outcome.${value}`) }))]}
        />
      </FilterBar>
      <JobRunTable
        query={query}
        retry={reload}
        runs={shown}
        onPick={values.job ? undefined : (name) => set({ job: jobs.find((one) => one === name) })}
      />
    </Page>
  );
}
