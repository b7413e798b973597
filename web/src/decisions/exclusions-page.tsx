import { Button, Flex, Select, type TableProps } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { ExclusionState } from '../gql/schema.ts';
import { ConnectionTable } from '../list/connection-table.tsx';
import { useConnection } from '../list/connection.ts';
import { FilterBar } from '../list/filter-bar.tsx';
import { manyOf, text, useFilters } from '../list/filters.ts';
import { Page } from '../page/page.tsx';
import { ContractSelect } from '../party/contract-select.tsx';
import { Name } from '../party/name.tsx';
import { AgencySelect } from '../party/pick.tsx';
import { useMay } from '../session/viewer.tsx';
import { formatNumber } from '../money/money.tsx';
import { useLanguage } from '../app/use-language.ts';
import { Instant } from '../time/instant.tsx';
import { Word, WordTag, useWordOptions } from '../words/word.tsx';
import { ExclusionDrawer } from './exclusion-drawer.tsx';
import { type ExclusionRowFragment, ExclusionsDocument } from './exclusions.gql.ts';
import { ProposeExclusion } from './propose-exclusion.tsx';
import '../step/step.css';
import './decisions.css';

const states: readonly ExclusionState[] = ['PROPOSED', 'APPROVED', 'REJECTED', 'WITHDRAWN'];
const fields = { states: manyOf(states), agencyId: text(), contractId: text(), open: text() };

/** Maintenance windows and force majeure: what is proposed, what holds, and what came of it. */
export default function ExclusionsPage() {
  const { t } = useTranslation('decisions');
  const may = useMay();
  const options = useWordOptions();
  const [, setParams] = useSearchParams();
  const { values, set } = useFilters(fields);
  const [proposing, setProposing] = useState(false);
  const { agencyId, contractId } = values;
  const list = useConnection({
    document: ExclusionsDocument,
    variables: { agencyId, contractId, states: values.states.length > 0 ? values.states : undefined },
    pick: (data) => data.serviceExclusions,
  });
  const isFiltered = values.states.length > 0 || agencyId !== undefined || contractId !== undefined;
  const columns = useColumns((open) => set({ open }));
  return (
    <Page
      title={t('exclusions.title')}
      lead={t('exclusions.lead')}
      actions={
        may('exclusion.propose') && (
          <Button type="primary" onClick={() => setProposing(true)}>
            {t('exclusions.propose')}
          </Button>
        )
      }
    >
      <FilterBar onReset={() => setParams({}, { replace: true })}>
        <Select
          mode="multiple"
          className="pick"
          aria-label={t('field.state')}
          placeholder={t('field.state')}
          value={values.states}
          options={options('ExclusionState', states)}
          onChange={(states) => set({ states })}
        />
        <AgencySelect aria-label={t('field.agency')} value={agencyId} onChange={(agencyId) => set({ agencyId })} allowClear />
        <ContractSelect aria-label={t('field.contract')} agencyId={agencyId} value={contractId} onChange={(contractId) => set({ contractId })} allowClear />
      </FilterBar>
      <ConnectionTable
        name={t('exclusions.title')}
        list={list}
        columns={columns}
        rowKey={(row) => row.id}
        emptyText={t(isFiltered ? 'exclusions.noneFiltered' : 'exclusions.none')}
        card={(row) => (
          <Flex vertical gap={4}>
            <Flex justify="space-between" gap="small">
              <Button type="link" size="small" className="row-link" onClick={() => set({ open: row.id })}>
                <Word of="ExclusionKind" is={row.kind} /> · <Name of={row.agency} />
              </Button>
              <WordTag of="ExclusionState" is={row.state} />
            </Flex>
            <span>{row.reason}</span>
            <span className="soft">
              <Instant at={row.from} /> – <Instant at={row.to} />
            </span>
          </Flex>
        )}
      />
      {values.open && <ExclusionDrawer id={values.open} onClose={() => set({ open: undefined })} onDone={list.reload} />}
      {proposing && <ProposeExclusion onClose={() => setProposing(false)} onDone={list.reload} />}
    </Page>
  );
}

function useColumns(open: (id: string) => void) {
  const { t } = useTranslation('decisions');
  const language = useLanguage();
  return useMemo(
    (): NonNullable<TableProps<ExclusionRowFragment>['columns']> => [
      {
        title: t('exclusion.kind'),
        width: 130,
        render: (_, row) => (
          <Button type="link" size="small" className="row-link" onClick={() => open(row.id)}>
            <Word of="ExclusionKind" is={row.kind} />
          </Button>
        ),
      },
      { title: t('field.state'), width: 110, render: (_, row) => <WordTag of="ExclusionState" is={row.state} /> },
      { title: t('exclusion.from'), width: 150, render: (_, row) => <Instant at={row.from} /> },
      { title: t('exclusion.to'), width: 150, render: (_, row) => <Instant at={row.to} /> },
      { title: t('field.agency'), width: 200, ellipsis: true, render: (_, row) => <Name of={row.agency} /> },
      { title: t('exclusion.scope'), width: 160, ellipsis: true, render: (_, row) => row.contract?.number ?? <Word of="ExclusionScope" is={row.scope} /> },
      { title: t('field.reason'), width: 260, ellipsis: true, dataIndex: 'reason' },
      { title: t('exclusion.touched'), width: 90, align: 'right', render: (_, row) => formatNumber(row.touchedTickets, language) },
      { title: t('exclusion.proposedBy'), width: 130, ellipsis: true, render: (_, row) => row.proposedBy?.name ?? t('platform') },
    ],
    [t, language, open],
  );
}
