import { LockOutlined } from '@ant-design/icons';
import { Flex, Select, type TableProps } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { AssessmentState, PeriodKind } from '../gql/schema.ts';
import { ConnectionTable } from '../list/connection-table.tsx';
import { useConnection } from '../list/connection.ts';
import { FilterBar } from '../list/filter-bar.tsx';
import { manyOf, oneOf, text, useFilters } from '../list/filters.ts';
import { Page } from '../page/page.tsx';
import { ContractSelect } from '../party/contract-select.tsx';
import { Name } from '../party/name.tsx';
import { AgencySelect, VendorSelect } from '../party/pick.tsx';
import { PeriodName } from '../period/period.tsx';
import { Ago } from '../time/instant.tsx';
import { useWord, useWordOptions, WordTag } from '../words/word.tsx';
import { periodKinds } from '../words/values.ts';
import { type PeriodRowFragment, PeriodsDocument } from './periods.gql.ts';
import { Score } from './score.tsx';
import '../step/step.css';

const states: readonly AssessmentState[] = ['OPEN', 'DRAFT', 'COMMENTED', 'DECIDED', 'FROZEN'];
const fields = { states: manyOf(states), period: oneOf(periodKinds), agencyId: text(), vendorId: text(), contractId: text() };

/** Assessed periods by state: what waits for whom, and what is closed. */
export default function PeriodsPage() {
  const { t } = useTranslation('appraisal');
  const options = useWordOptions();
  const { values, set, reset } = useFilters(fields);
  const filter = { ...values, states: values.states.length > 0 ? values.states : undefined };
  const list = useConnection({ document: PeriodsDocument, variables: { filter }, pick: (data) => data.assessments });
  const columns = useColumns();
  return (
    <Page title={t('periods.title')} lead={t('periods.lead')}>
      <FilterBar onReset={reset}>
        <Select
          mode="multiple"
          className="pick"
          aria-label={t('field.state')}
          placeholder={t('field.state')}
          value={values.states}
          options={options('AssessmentState', states)}
          onChange={(states) => set({ states })}
        />
        <Select
          className="pick"
          aria-label={t('field.periodKind')}
          placeholder={t('field.periodKind')}
          value={values.period ?? null}
          options={options('PeriodKind', periodKinds)}
          onChange={(period: PeriodKind | undefined) => set({ period })}
          allowClear
        />
        <AgencySelect aria-label={t('field.agency')} value={values.agencyId} onChange={(agencyId) => set({ agencyId })} allowClear />
        <VendorSelect aria-label={t('field.vendor')} value={values.vendorId} onChange={(vendorId) => set({ vendorId })} allowClear />
        <ContractSelect
          aria-label={t('field.contract')}
          agencyId={values.agencyId}
          vendorId={values.vendorId}
          value={values.contractId}
          onChange={(contractId) => set({ contractId })}
          allowClear
        />
      </FilterBar>
      <ConnectionTable
        name={t('periods.title')}
        list={list}
        columns={columns}
        rowKey={(row) => row.id}
        emptyText={t('periods.none')}
        card={(row) => (
          <Flex vertical gap={4}>
            <Flex justify="space-between" gap="small">
              <PeriodLink row={row} />
              <PeriodState row={row} />
            </Flex>
            <Flex justify="space-between" gap="small">
              <span className="soft">
                <Name of={row.vendor} />
              </span>
              <Score score={row.score} grade={row.grade} open={row.state === 'OPEN'} />
            </Flex>
            {(row.availableActions.length > 0 || row.actsAt) && <Steps row={row} />}
          </Flex>
        )}
      />
    </Page>
  );
}

function PeriodLink({ row }: { row: PeriodRowFragment }) {
  const { t } = useTranslation('appraisal');
  return (
    <Link to={`/periods/${encodeURIComponent(row.id)}`}>
      {row.contractNumber} · <PeriodName kind={row.period} startsOn={row.startsOn} />
      {row.revision > 1 && ` · ${t('period.revision', { number: row.revision })}`}
    </Link>
  );
}

function PeriodState({ row }: { row: PeriodRowFragment }) {
  return (
    <span>
      {row.state === 'FROZEN' && <LockOutlined aria-hidden />} <WordTag of="AssessmentState" is={row.state} />
    </span>
  );
}

/** What the viewer may do, else when the platform goes on. */
function Steps({ row }: { row: PeriodRowFragment }) {
  const { t } = useTranslation('appraisal');
  const word = useWord();
  if (row.availableActions.length > 0) return <strong>{row.availableActions.map((step) => word('AssessmentStep', step)).join(' · ')}</strong>;
  if (row.actsAt) {
    return (
      <span className="soft">
        {t('periods.platform')} <Ago at={row.actsAt} />
      </span>
    );
  }
  return <span aria-hidden>—</span>;
}

function useColumns() {
  const { t } = useTranslation('appraisal');
  return useMemo(
    (): NonNullable<TableProps<PeriodRowFragment>['columns']> => [
      { title: t('field.period'), width: 290, render: (_, row) => <PeriodLink row={row} /> },
      { title: t('field.state'), width: 110, render: (_, row) => <PeriodState row={row} /> },
      { title: t('field.score'), width: 150, render: (_, row) => <Score score={row.score} grade={row.grade} open={row.state === 'OPEN'} /> },
      { title: t('field.vendor'), width: 210, ellipsis: true, render: (_, row) => <Name of={row.vendor} /> },
      { title: t('field.agency'), width: 190, ellipsis: true, render: (_, row) => <Name of={row.contract?.agency} /> },
      { title: t('periods.next'), width: 200, render: (_, row) => <Steps row={row} /> },
    ],
    [t],
  );
}
