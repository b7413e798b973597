import { LockOutlined } from '@ant-design/icons';
import { Button, Flex, Select, type TableProps } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { StatementState } from '../gql/schema.ts';
import { ConnectionTable } from '../list/connection-table.tsx';
import { useConnection } from '../list/connection.ts';
import { FilterBar } from '../list/filter-bar.tsx';
import { manyOf, text, useFilters } from '../list/filters.ts';
import { Money } from '../money/money.tsx';
import { Page } from '../page/page.tsx';
import { ContractSelect } from '../party/contract-select.tsx';
import { Name } from '../party/name.tsx';
import { AgencySelect, VendorSelect } from '../party/pick.tsx';
import { PeriodName } from '../period/period.tsx';
import { useMay } from '../session/viewer.tsx';
import { useWordOptions, WordTag } from '../words/word.tsx';
import { type StatementRowFragment, StatementsDocument } from './statements.gql.ts';
import '../step/step.css';

const states: readonly StatementState[] = ['PREPARED', 'APPROVED', 'REJECTED', 'WITHDRAWN'];
const fields = { states: manyOf(states), agencyId: text(), vendorId: text(), contractId: text() };

/** What closed periods pay, and which of it waits for an approval. */
export default function StatementsPage() {
  const { t } = useTranslation('settlement');
  const may = useMay();
  const options = useWordOptions();
  const { values, set, reset } = useFilters(fields);
  const filter = { ...values, states: values.states.length > 0 ? values.states : undefined };
  const list = useConnection({ document: StatementsDocument, variables: { filter }, pick: (data) => data.statements });
  const columns = useColumns();
  return (
    <Page
      title={t('statements.title')}
      lead={t('statements.lead')}
      actions={
        may('statement.prepare') && (
          <Link to="/statements/new">
            <Button type="primary">{t('prepare.title')}</Button>
          </Link>
        )
      }
    >
      <FilterBar onReset={reset}>
        <Select
          mode="multiple"
          className="pick"
          aria-label={t('field.state')}
          placeholder={t('field.state')}
          value={values.states}
          options={options('StatementState', states)}
          onChange={(states) => set({ states })}
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
        name={t('statements.title')}
        list={list}
        columns={columns}
        rowKey={(row) => row.id}
        emptyText={t('statements.none')}
        card={(row) => (
          <Flex vertical gap={4}>
            <Flex justify="space-between" gap="small">
              <StatementLink row={row} />
              <State row={row} />
            </Flex>
            <Flex justify="space-between" gap="small">
              <span className="soft">
                <Name of={row.contract?.vendor} />
              </span>
              <strong>
                <Money amount={row.due} />
              </strong>
            </Flex>
          </Flex>
        )}
      />
    </Page>
  );
}

function StatementLink({ row }: { row: StatementRowFragment }) {
  return (
    <Link to={`/statements/${encodeURIComponent(row.id)}`}>
      {row.contract?.number} · <PeriodName kind={row.period} startsOn={row.startsOn} />
    </Link>
  );
}

function State({ row }: { row: StatementRowFragment }) {
  return (
    <span>
      {row.state === 'APPROVED' && <LockOutlined aria-hidden />} <WordTag of="StatementState" is={row.state} />
    </span>
  );
}

/** What is taken off, and below it what is put on again: so that the columns add up. */
function Credit({ row }: { row: StatementRowFragment }) {
  const { t } = useTranslation('settlement');
  const added = [
    { key: 'earnedBack', amount: row.earnedBack },
    { key: 'reward', amount: row.reward },
  ] as const;
  return (
    <>
      <Money amount={row.credit} />
      {added.map(
        ({ key, amount }) =>
          Number(amount) !== 0 && (
            <div key={key}>
              <small className="soft">
                {t(`field.${key}`)} +<Money amount={amount} />
              </small>
            </div>
          ),
      )}
    </>
  );
}

function useColumns() {
  const { t } = useTranslation('settlement');
  return useMemo((): NonNullable<TableProps<StatementRowFragment>['columns']> => {
    const money = (title: string, pick: (row: StatementRowFragment) => string) => ({
      title,
      width: 120,
      align: 'right' as const,
      render: (_: unknown, row: StatementRowFragment) => <Money amount={pick(row)} />,
    });
    return [
      { title: t('field.period'), width: 255, render: (_, row) => <StatementLink row={row} /> },
      { title: t('field.state'), width: 110, render: (_, row) => <State row={row} /> },
      { title: t('field.score'), width: 80, align: 'right', render: (_, row) => <span className="figure">{row.score ?? t('notRated')}</span> },
      money(t('field.fee'), (row) => row.fee),
      { title: t('field.credit'), width: 160, align: 'right', render: (_, row) => <Credit row={row} /> },
      money(t('field.payable'), (row) => row.payable),
      money(t('field.due'), (row) => row.due),
      { title: t('field.vendor'), width: 180, ellipsis: true, render: (_, row) => <Name of={row.contract?.vendor} /> },
    ];
  }, [t]);
}
