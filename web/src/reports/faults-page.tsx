import { InputNumber } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFilters, type Field } from '../list/filters.ts';
import { ChronicSystems } from './chronic-systems.tsx';
import { RepeatFaults } from './repeat-faults.tsx';
import { ReportsFrame } from './reports-frame.tsx';
import { faultFilter, useReportValues } from './report-values.ts';

const atLeastField: Field<number | undefined> = {
  read: ([first]) => (first && /^[1-9]\d{0,3}$/.test(first) ? Number(first) : undefined),
  write: (value) => (value ? [String(value)] : []),
};
const fields = { atLeast: atLeastField };

/** What comes back: systems with many incidents, and faults that repeat an earlier one. */
export default function FaultsPage() {
  const { t } = useTranslation('reports');
  const filters = useReportValues();
  const { values } = filters;
  const { values: chosen, set } = useFilters(fields);
  const atLeast = chosen.atLeast ?? 3;
  const filter = useMemo(() => faultFilter(values), [values]);
  return (
    <ReportsFrame
      view="faults"
      filters={filters}
      show={['months', 'agency', 'vendor', 'contract', 'system']}
      report={{ faults: { filter, atLeast } }}
      barEnd={
        <label className="inline-field">
          {t('faults.atLeast')}
          <InputNumber min={1} max={1000} value={atLeast} onChange={(next) => set({ atLeast: next ?? undefined })} className="short-number" />
        </label>
      }
    >
      <ChronicSystems values={values} atLeast={atLeast} />
      <RepeatFaults values={values} />
    </ReportsFrame>
  );
}
