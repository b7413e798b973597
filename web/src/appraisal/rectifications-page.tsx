import { Checkbox, Flex, Select, type TableProps } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { RectificationState, ResponsibleParty } from '../gql/schema.ts';
import { ConnectionTable } from '../list/connection-table.tsx';
import { useConnection } from '../list/connection.ts';
import { FilterBar } from '../list/filter-bar.tsx';
import { flag, manyOf, oneOf, text, useFilters } from '../list/filters.ts';
import { Page } from '../page/page.tsx';
import { ContractSelect } from '../party/contract-select.tsx';
import { CivilDate } from '../time/instant.tsx';
import { ToneTag } from '../words/tone-tag.tsx';
import { useWordOptions, Word, WordTag } from '../words/word.tsx';
import { type RectificationRowFragment, RectificationsDocument } from './rectifications.gql.ts';
import '../step/step.css';

const states: readonly RectificationState[] = ['OPEN', 'SUBMITTED', 'REOPENED', 'ACCEPTED'];
const parties: readonly ResponsibleParty[] = ['VENDOR', 'BUYER'];
const fields = { states: manyOf(states), party: oneOf(parties), overdue: flag(), contractId: text() };

/** What has to be mended by a day (整改), the earliest deadline first. */
export default function RectificationsPage() {
  const { t } = useTranslation('appraisal');
  const options = useWordOptions();
  const { values, set, reset } = useFilters(fields);
  const list = useConnection({
    document: RectificationsDocument,
    variables: { ...values, overdue: values.overdue ?? false, states: values.states.length > 0 ? values.states : undefined },
    pick: (data) => data.rectifications,
  });
  const columns = useColumns();
  return (
    <Page title={t('rectifications.title')} lead={t('rectifications.lead')}>
      <FilterBar onReset={reset}>
        <Select
          mode="multiple"
          className="pick"
          aria-label={t('field.state')}
          placeholder={t('field.state')}
          value={values.states}
          options={options('RectificationState', states)}
          onChange={(states) => set({ states })}
        />
        <Select
          className="pick"
          aria-label={t('rectification.party')}
          placeholder={t('rectification.party')}
          value={values.party ?? null}
          options={options('ResponsibleParty', parties)}
          onChange={(party: ResponsibleParty | undefined) => set({ party })}
          allowClear
        />
        <ContractSelect aria-label={t('field.contract')} value={values.contractId} onChange={(contractId) => set({ contractId })} allowClear />
        <Checkbox checked={values.overdue ?? false} onChange={(event) => set({ overdue: event.target.checked ? true : undefined })}>
          {t('rectifications.overdueOnly')}
        </Checkbox>
      </FilterBar>
      <ConnectionTable
        name={t('rectifications.title')}
        list={list}
        columns={columns}
        rowKey={(row) => row.id}
        emptyText={t('rectifications.none')}
        card={(row) => (
          <Flex vertical gap={4}>
            <Flex justify="space-between" gap="small" align="start">
              <FindingLink row={row} />
              <WordTag of="RectificationState" is={row.state} />
            </Flex>
            <span className="soft">
              {row.contractNumber} · <Word of="ResponsibleParty" is={row.party} /> · <Due row={row} />
            </span>
          </Flex>
        )}
      />
    </Page>
  );
}

function FindingLink({ row }: { row: RectificationRowFragment }) {
  return <Link to={`/rectifications/${encodeURIComponent(row.id)}`}>{row.finding}</Link>;
}

function Due({ row }: { row: RectificationRowFragment }) {
  const { t } = useTranslation('appraisal');
  return (
    <>
      <CivilDate date={row.dueOn} />{' '}
      {row.overdue && (
        <ToneTag tone="bad">{t('rectifications.overdue')}</ToneTag>
      )}
    </>
  );
}

function useColumns() {
  const { t } = useTranslation('appraisal');
  return useMemo(
    (): NonNullable<TableProps<RectificationRowFragment>['columns']> => [
      { title: t('rectification.finding'), width: 340, ellipsis: true, render: (_, row) => <FindingLink row={row} /> },
      { title: t('rectification.severity'), width: 90, render: (_, row) => <WordTag of="FindingSeverity" is={row.severity} /> },
      { title: t('field.state'), width: 110, render: (_, row) => <WordTag of="RectificationState" is={row.state} /> },
      { title: t('rectification.party'), width: 150, render: (_, row) => <Word of="ResponsibleParty" is={row.party} /> },
      { title: t('rectification.dueOn'), width: 170, render: (_, row) => <Due row={row} /> },
      { title: t('field.contract'), width: 170, render: (_, row) => row.contractNumber ?? '—' },
      { title: t('rectification.subject'), width: 110, render: (_, row) => <Word of="RectificationSubject" is={row.subject} /> },
    ],
    [t],
  );
}
