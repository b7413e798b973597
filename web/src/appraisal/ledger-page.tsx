import { Button, DatePicker, Flex, Select, type TableProps } from 'antd';
import dayjs from 'dayjs';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Exact } from '../exact/exact.tsx';
import { ConnectionTable } from '../list/connection-table.tsx';
import { useConnection } from '../list/connection.ts';
import { FilterBar } from '../list/filter-bar.tsx';
import { flag, text, useFilters } from '../list/filters.ts';
import { Page } from '../page/page.tsx';
import { ContractSelect } from '../party/contract-select.tsx';
import { Name } from '../party/name.tsx';
import { AgencySelect, VendorSelect } from '../party/pick.tsx';
import { SpecTerm, TermName } from '../schemes/spec-term.tsx';
import { useMay } from '../session/viewer.tsx';
import { civilOf } from '../time/wall.ts';
import { CivilDate } from '../time/instant.tsx';
import { BookEntry } from './book-entry.tsx';
import { EntryActions, EntryEvidence } from './entry-actions.tsx';
import { type LedgerEntriesQuery, LedgerEntriesDocument } from './ledger.gql.ts';
import '../step/step.css';
import './appraisal.css';

export type Entry = LedgerEntriesQuery['ledgerEntries']['nodes'][number];

const fields = { agencyId: text(), vendorId: text(), contractId: text(), item: text(), from: text(), until: text(), struck: flag() };

/** Deductions and bonuses that people booked; what was struck stays to be read. */
export default function LedgerPage() {
  const { t } = useTranslation('appraisal');
  const may = useMay();
  const { values, set, reset } = useFilters(fields);
  const [booking, setBooking] = useState(false);
  const list = useConnection({ document: LedgerEntriesDocument, variables: { filter: values }, pick: (data) => data.ledgerEntries });
  const columns = useColumns(list.reload, list.rows.some(isOpen));
  return (
    <Page
      title={t('ledger.title')}
      lead={t('ledger.lead')}
      actions={
        may('ledger.book') && (
          <Button type="primary" onClick={() => setBooking(true)}>
            {t('ledger.book')}
          </Button>
        )
      }
    >
      <FilterBar onReset={reset}>
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
        <Select
          className="pick"
          aria-label={t('ledger.state')}
          placeholder={t('ledger.state')}
          value={values.struck ?? null}
          options={[
            { value: false, label: t('ledger.stands') },
            { value: true, label: t('ledger.struck') },
          ]}
          onChange={(struck: boolean | undefined) => set({ struck })}
          allowClear
        />
        <DatePicker.RangePicker
          aria-label={t('ledger.occurredOn')}
          value={[values.from ? dayjs(values.from) : null, values.until ? dayjs(values.until) : null]}
          onChange={(span) => set({ from: span?.[0] ? civilOf(span[0]) : undefined, until: span?.[1] ? civilOf(span[1]) : undefined })}
          allowEmpty
        />
      </FilterBar>
      <ConnectionTable
        name={t('ledger.title')}
        list={list}
        columns={columns}
        rowKey={(row) => row.id}
        emptyText={t('ledger.none')}
        rowClassName={(row) => (row.strike ? 'row-soft' : '')}
        card={(row) => (
          <Flex vertical gap={4}>
            <Flex justify="space-between" gap="small">
              <strong>
                <TermName schemeId={row.schemeId} code={row.item} />
              </strong>
              <Points entry={row} />
            </Flex>
            <span className="soft">
              <CivilDate date={row.occurredOn} /> · {row.contract?.number} · {row.bookerName}
            </span>
            <EntryEvidence entry={row} />
            <EntryActions entry={row} onDone={list.reload} />
          </Flex>
        )}
      />
      {booking && <BookEntry contractId={values.contractId} onClose={() => setBooking(false)} onDone={list.reload} />}
    </Page>
  );
}

/** Whether there is a button for it. */
function isOpen({ availableActions }: Entry): boolean {
  return availableActions.some((action) => action === 'STRIKE_LEDGER_ENTRY' || action === 'APPEAL_LEDGER_ENTRY');
}

function Points({ entry }: { entry: Entry }) {
  const points = <Exact of={entry.points} signed fixed />;
  return entry.strike ? <s>{points}</s> : <strong>{points}</strong>;
}

function useColumns(reload: () => void, withActs: boolean) {
  const { t } = useTranslation('appraisal');
  return useMemo(
    (): NonNullable<TableProps<Entry>['columns']> => [
      { title: t('ledger.occurredOn'), width: 115, render: (_, row) => <CivilDate date={row.occurredOn} /> },
      { title: t('ledger.item'), width: 170, render: (_, row) => <SpecTerm schemeId={row.schemeId} code={row.item} /> },
      { title: t('ledger.points'), width: 75, align: 'right', render: (_, row) => <Points entry={row} /> },
      { title: t('field.contract'), width: 150, render: (_, row) => row.contract?.number ?? '—' },
      { title: t('field.vendor'), width: 160, ellipsis: true, render: (_, row) => <Name of={row.vendor} /> },
      { title: t('ledger.evidence'), width: 270, render: (_, row) => <EntryEvidence entry={row} /> },
      { title: t('ledger.by'), width: 100, dataIndex: 'bookerName' },
      ...(withActs ? [{ title: t('field.act'), width: 125, render: (_: unknown, row: Entry) => <EntryActions entry={row} onDone={reload} /> }] : []),
    ],
    [t, reload, withActs],
  );
}
