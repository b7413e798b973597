import { Button, Select, type TableProps } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { DisputeState, DisputeSubject, DisputeTurn } from '../gql/schema.ts';
import { ConnectionTable } from '../list/connection-table.tsx';
import { useConnection } from '../list/connection.ts';
import { FilterBar } from '../list/filter-bar.tsx';
import { manyOf, text, useFilters } from '../list/filters.ts';
import { Page } from '../page/page.tsx';
import { ContractSelect } from '../party/contract-select.tsx';
import { Name } from '../party/name.tsx';
import { AgencySelect, VendorSelect } from '../party/pick.tsx';
import { useMay } from '../session/viewer.tsx';
import { Word, WordTag, useWordOptions } from '../words/word.tsx';
import { DisputeCard, DisputeTitle } from './dispute-card.tsx';
import { type DisputeRowFragment, DisputesDocument } from './disputes.gql.ts';
import { Remaining } from './remaining.tsx';
import './decisions.css';

const states: readonly DisputeState[] = ['APPEALED', 'AGENCY_DECIDED', 'ESCALATED', 'FINAL', 'WITHDRAWN'];
const turns: readonly DisputeTurn[] = ['AGENCY', 'VENDOR', 'SUPERVISOR', 'NOBODY'];
const subjects: readonly DisputeSubject[] = ['VERDICT', 'LEDGER_ENTRY', 'MANUAL_SCORE'];
const fields = {
  states: manyOf(states),
  turns: manyOf(turns),
  subjects: manyOf(subjects),
  agencyId: text(),
  vendorId: text(),
  contractId: text(),
  ticketId: text(),
};

export default function DisputesPage() {
  const { t } = useTranslation('decisions');
  const may = useMay();
  const options = useWordOptions();
  const { values, set, reset } = useFilters(fields);
  const filter = {
    ...values,
    states: values.states.length > 0 ? values.states : undefined,
    turns: values.turns.length > 0 ? values.turns : undefined,
    subjects: values.subjects.length > 0 ? values.subjects : undefined,
  };
  const list = useConnection({ document: DisputesDocument, variables: { filter }, pick: (data) => data.breachDisputes });
  const columns = useColumns();
  return (
    <Page
      title={t('disputes.title')}
      lead={t('disputes.lead')}
      actions={
        may('dispute.appeal') && (
          <Link to="/decisions/appeal">
            <Button type="primary">{t('disputes.appeal')}</Button>
          </Link>
        )
      }
    >
      <FilterBar onReset={reset}>
        <Select
          mode="multiple"
          className="pick"
          aria-label={t('field.turn')}
          placeholder={t('field.turn')}
          value={values.turns}
          options={options('DisputeTurn', turns)}
          onChange={(turns) => set({ turns })}
        />
        <Select
          mode="multiple"
          className="pick"
          aria-label={t('field.state')}
          placeholder={t('field.state')}
          value={values.states}
          options={options('DisputeState', states)}
          onChange={(states) => set({ states })}
        />
        <Select
          mode="multiple"
          className="pick"
          aria-label={t('field.subject')}
          placeholder={t('field.subject')}
          value={values.subjects}
          options={options('DisputeSubject', subjects)}
          onChange={(subjects) => set({ subjects })}
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
        name={t('disputes.title')}
        list={list}
        columns={columns}
        rowKey={(row) => row.id}
        card={(row) => <DisputeCard dispute={row} />}
        emptyText={t('disputes.none')}
      />
    </Page>
  );
}

function useColumns() {
  const { t } = useTranslation('decisions');
  return useMemo(
    (): NonNullable<TableProps<DisputeRowFragment>['columns']> => [
      { title: t('field.subject'), width: 215, render: (_, row) => <DisputeTitle dispute={row} /> },
      { title: t('field.about'), width: 190, ellipsis: true, render: (_, row) => row.ticket?.title ?? row.contract?.name ?? '—' },
      { title: t('field.vendor'), width: 165, ellipsis: true, render: (_, row) => <Name of={row.vendor} /> },
      { title: t('field.agency'), width: 155, ellipsis: true, render: (_, row) => <Name of={row.agency} /> },
      { title: t('field.state'), width: 125, render: (_, row) => <WordTag of="DisputeState" is={row.state} /> },
      { title: t('field.turn'), width: 125, render: (_, row) => <Word of="DisputeTurn" is={row.turn} /> },
      { title: t('field.left'), width: 165, render: (_, row) => <Remaining dueAt={row.dueAt} provisional={row.provisional} /> },
    ],
    [t],
  );
}
