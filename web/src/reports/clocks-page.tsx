import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { SlaCount } from '../gql/schema.ts';
import { useConnection } from '../list/connection.ts';
import { ConnectionTable } from '../list/connection-table.tsx';
import { FilterBar } from '../list/filter-bar.tsx';
import { oneOf, useFilters } from '../list/filters.ts';
import { Page } from '../page/page.tsx';
import { useWord, useWordOptions } from '../words/word.tsx';
import { Choice } from './choice.tsx';
import { Chosen } from './chosen.tsx';
import { ClockCard, useClockColumns } from './clock-columns.tsx';
import { CountedClocksDocument } from './clocks.gql.ts';
import { addressOf, slaFilter, useReportValues } from './report-values.ts';
import './reports.css';

const counts = ['MET', 'BREACHED', 'RUNNING', 'EXCLUDED', 'WITHOUT_PROMISE', 'CANCELLED'] as const satisfies readonly SlaCount[];
const fields = { counted: oneOf<SlaCount>(counts) };

/** The clocks behind one figure of a report: as many as the figure says. */
export default function ClocksPage() {
  const { t } = useTranslation('reports');
  const word = useWord();
  const options = useWordOptions();
  const { values } = useReportValues();
  const { values: chosen, set } = useFilters(fields);
  const counted = chosen.counted ?? 'BREACHED';
  const variables = useMemo(() => ({ filter: slaFilter(values), counted }), [values, counted]);
  const list = useConnection({ document: CountedClocksDocument, variables, pick: (data) => data.slaClocks });
  const columns = useClockColumns(counted);
  const { from, until, agencyId, vendorId, contractId, systemId, metric, priority, kind } = values;
  const back = addressOf('/reports', { from, until, agencyId, vendorId, contractId, systemId, metric, priority, kind });
  return (
    <Page
      title={t('clocks.title', { counted: word('SlaCount', counted) })}
      crumbs={[{ label: t('sla.title'), to: back }, { label: t('clocks.crumb') }]}
      lead={<Chosen values={values} />}
    >
      <FilterBar>
        <Choice label={t('counted')} value={counted} onChange={(next) => set({ counted: next })} options={options('SlaCount', counts)} />
      </FilterBar>
      <ConnectionTable
        name={t('clocks.title', { counted: word('SlaCount', counted) })}
        list={list}
        columns={columns}
        rowKey={(row) => row.clockId}
        card={(row) => <ClockCard clock={row} />}
        emptyText={t('clocks.empty')}
      />
    </Page>
  );
}
