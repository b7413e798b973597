import { DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FilterBar } from '../list/filter-bar.tsx';
import { ContractSelect } from '../party/contract-select.tsx';
import { AgencySelect, SystemSelect, VendorSelect } from '../party/pick.tsx';
import { metrics, priorities, ticketKinds } from '../words/values.ts';
import { useWordOptions } from '../words/word.tsx';
import { addMonths, currentMonth, isoMonth, toMonth } from './month.ts';
import type { useReportValues } from './report-values.ts';

export type FilterName = 'months' | 'agency' | 'vendor' | 'contract' | 'system' | 'metric' | 'priority' | 'kind';

type Props = {
  filters: ReturnType<typeof useReportValues>;
  /** Those that the report can be narrowed by. */
  show: readonly FilterName[];
  end?: ReactNode;
};

/** What every report may be narrowed to, kept in the address. A change leaves the row that somebody came from. */
export function ReportFilterBar({ filters, show, end }: Props) {
  const { t } = useTranslation('reports');
  const options = useWordOptions();
  const { values, set, reset } = filters;
  return (
    <FilterBar onReset={reset} end={end}>
      {show.includes('months') && <MonthRange filters={filters} />}
      {show.includes('agency') && (
        <AgencySelect
          aria-label={t('agency')}
          value={values.agencyId}
          onChange={(agencyId) => set({ agencyId, agencyAlone: undefined, systemId: undefined, contractId: undefined })}
          allowClear
        />
      )}
      {show.includes('vendor') && (
        <VendorSelect aria-label={t('vendor')} value={values.vendorId} onChange={(vendorId) => set({ vendorId, contractId: undefined })} allowClear />
      )}
      {show.includes('contract') && (
        <ContractSelect
          aria-label={t('contract')}
          value={values.contractId}
          onChange={(contractId) => set({ contractId })}
          agencyId={values.agencyId}
          vendorId={values.vendorId}
          allowClear
        />
      )}
      {show.includes('system') && (
        <SystemSelect aria-label={t('system')} agencyId={values.agencyId} value={values.systemId} onChange={(systemId) => set({ systemId })} allowClear />
      )}
      {show.includes('metric') && (
        <Select
          aria-label={t('metric')}
          placeholder={t('metric')}
          className="filter-word"
          value={values.metric}
          onChange={(metric) => set({ metric })}
          options={options('Metric', metrics)}
          allowClear
        />
      )}
      {show.includes('priority') && (
        <Select
          aria-label={t('priority')}
          placeholder={t('priority')}
          className="filter-word"
          value={values.priority}
          onChange={(priority) => set({ priority })}
          options={options('Priority', priorities)}
          allowClear
        />
      )}
      {show.includes('kind') && (
        <Select
          aria-label={t('kind')}
          placeholder={t('kind')}
          className="filter-word"
          value={values.kind}
          onChange={(kind) => set({ kind })}
          options={options('TicketKind', ticketKinds)}
          allowClear
        />
      )}
    </FilterBar>
  );
}

function MonthRange({ filters }: { filters: ReturnType<typeof useReportValues> }) {
  const { t } = useTranslation('reports');
  const { values, set } = filters;
  const now = currentMonth();
  const at = (month: number) => dayjs(`${isoMonth(month)}-01`);
  return (
    <DatePicker.RangePicker
      picker="month"
      aria-label={t('months')}
      className="filter-months"
      allowClear={false}
      value={[at(values.from), at(values.until)]}
      presets={[
        { label: t('thisMonth'), value: [at(now), at(now)] },
        { label: t('lastMonth'), value: [at(addMonths(now, -1)), at(addMonths(now, -1))] },
        { label: t('threeMonths'), value: [at(addMonths(now, -2)), at(now)] },
        { label: t('twelveMonths'), value: [at(addMonths(now, -11)), at(now)] },
      ]}
      onChange={(dates) => {
        const [from, until] = dates ?? [];
        if (from && until) set({ from: toMonth(from.year(), from.month() + 1), until: toMonth(until.year(), until.month() + 1) });
      }}
    />
  );
}
