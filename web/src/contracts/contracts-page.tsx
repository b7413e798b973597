import { Button, Flex, Select, type TableProps } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { ContractState } from '../gql/schema.ts';
import { useConnection } from '../list/connection.ts';
import { ConnectionTable } from '../list/connection-table.tsx';
import { FilterBar } from '../list/filter-bar.tsx';
import { manyOf, oneOf, text, useFilters } from '../list/filters.ts';
import { SearchField } from '../list/search-field.tsx';
import { Money } from '../money/money.tsx';
import { Page } from '../page/page.tsx';
import { Name } from '../party/name.tsx';
import { AgencySelect, SystemSelect, VendorSelect } from '../party/pick.tsx';
import { useMay } from '../session/viewer.tsx';
import { formatInstant } from '../time/format.ts';
import { CivilDate } from '../time/instant.tsx';
import { serverNow } from '../time/server-clock.ts';
import { useWordOptions, WordTag } from '../words/word.tsx';
import { type ContractRowFragment, ContractsDocument } from './contracts.gql.ts';
import './contracts.css';

const states: readonly ContractState[] = ['DRAFT', 'IN_REVIEW', 'APPROVED', 'ACTIVE', 'SUSPENDED', 'EXPIRED', 'TERMINATED', 'ACCEPTED'];
const spans = ['30', '90', '180', '365'] as const;
const fields = { search: text(), states: manyOf(states), agencyId: text(), vendorId: text(), systemId: text(), endsWithin: oneOf(spans) };

/** What was agreed with whom: every deadline, score and payment rests on one of these. */
export default function ContractsPage() {
  const { t } = useTranslation('contracts');
  const may = useMay();
  const navigate = useNavigate();
  const options = useWordOptions();
  const { values, set, reset } = useFilters(fields);
  const { endsWithin, ...filter } = values;
  const list = useConnection({
    document: ContractsDocument,
    variables: {
      ...filter,
      states: filter.states.length > 0 ? filter.states : undefined,
      ...(endsWithin && { endsFrom: dayFromToday(0), endsBefore: dayFromToday(Number(endsWithin) + 1) }),
    },
    pick: (data) => data.contracts,
  });
  const columns = useColumns();
  return (
    <Page
      title={t('contracts.title')}
      actions={
        may('contract.manage') && (
          <Link to="/contracts/new">
            <Button type="primary">{t('contracts.draft')}</Button>
          </Link>
        )
      }
    >
      <FilterBar onReset={reset}>
        <SearchField label={t('contracts.search')} value={values.search} onChange={(search) => set({ search })} />
        <Select
          mode="multiple"
          className="pick"
          aria-label={t('field.state')}
          placeholder={t('field.state')}
          value={values.states}
          options={options('ContractState', states)}
          onChange={(next) => set({ states: next })}
        />
        <AgencySelect aria-label={t('field.agency')} value={values.agencyId} onChange={(agencyId) => set({ agencyId })} allowClear />
        <VendorSelect
          aria-label={t('field.vendor')}
          value={values.vendorId}
          onChange={(vendorId) => set({ vendorId })}
          allowClear
        />
        <SystemSelect
          aria-label={t('field.system')}
          agencyId={values.agencyId}
          value={values.systemId}
          onChange={(systemId) => set({ systemId })}
          allowClear
        />
        <Select
          className="pick"
          aria-label={t('contracts.endsWithin')}
          placeholder={t('contracts.endsWithin')}
          value={endsWithin}
          allowClear
          options={spans.map((days) => ({ value: days, label: t('contracts.withinDays', { days }) }))}
          onChange={(next) => set({ endsWithin: next })}
        />
      </FilterBar>
      <ConnectionTable
        name={t('contracts.title')}
        list={list}
        columns={columns}
        rowKey={(row) => row.id}
        emptyText={endsWithin ? t('contracts.noneEnding') : t('contracts.none')}
        onOpen={(row) => void navigate(`/contracts/${row.id}`)}
        card={(row) => <ContractCard contract={row} />}
      />
    </Page>
  );
}

/** A civil day, so many from today. */
function dayFromToday(days: number): string {
  return formatInstant(serverNow() + days * 86_400_000, 'zh', 'day');
}

function Ends({ contract }: { contract: ContractRowFragment }) {
  const { t } = useTranslation('contracts');
  const end = contract.keyDates.find(({ kind }) => kind === 'ENDING');
  return (
    <>
      <CivilDate date={contract.terminatesOn ?? contract.endsOn} />
      {contract.state === 'ACTIVE' && end && end.daysLeft >= 0 && end.daysLeft <= 90 && (
        <small className="contract-soon contract-left">{t('daysLeft', { count: end.daysLeft })}</small>
      )}
    </>
  );
}

function ContractCard({ contract }: { contract: ContractRowFragment }) {
  return (
    <Flex vertical gap={4}>
      <Flex justify="space-between" align="start" gap="small">
        <Link to={`/contracts/${contract.id}`}>{contract.name}</Link>
        <WordTag of="ContractState" is={contract.state} />
      </Flex>
      <span className="soft">
        {contract.number} · <Name of={contract.vendor} />
      </span>
      <Flex justify="space-between" gap="small" wrap>
        <span className="soft">
          <CivilDate date={contract.startsOn} /> – <Ends contract={contract} />
        </span>
        <Money amount={contract.amount} />
      </Flex>
    </Flex>
  );
}

function useColumns() {
  const { t } = useTranslation('contracts');
  return useMemo(
    (): NonNullable<TableProps<ContractRowFragment>['columns']> => [
      { title: t('field.number'), width: 165, render: (_, row) => <Link to={`/contracts/${row.id}`}>{row.number}</Link> },
      {
        title: t('field.name'),
        width: 245,
        render: (_, row) => (
          <span className="two-lines" title={row.name}>
            {row.name}
          </span>
        ),
      },
      { title: t('field.state'), width: 105, render: (_, row) => <WordTag of="ContractState" is={row.state} /> },
      { title: t('field.vendor'), width: 160, ellipsis: true, render: (_, row) => <Name of={row.vendor} /> },
      { title: t('field.agency'), width: 155, ellipsis: true, render: (_, row) => <Name of={row.agency} /> },
      {
        title: t('field.period'),
        width: 215,
        render: (_, row) => (
          <>
            <CivilDate date={row.startsOn} /> – <Ends contract={row} />
          </>
        ),
      },
      { title: t('field.amount'), width: 125, align: 'right', render: (_, row) => <Money amount={row.amount} /> },
    ],
    [t],
  );
}
