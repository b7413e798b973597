import { Flex, Select, type TableProps } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { PeriodKind, ScorecardSubject } from '../gql/schema.ts';
import { ConnectionTable } from '../list/connection-table.tsx';
import { useConnection } from '../list/connection.ts';
import { FilterBar } from '../list/filter-bar.tsx';
import { oneOf, text, useFilters } from '../list/filters.ts';
import { Page } from '../page/page.tsx';
import { ContractSelect } from '../party/contract-select.tsx';
import { Name } from '../party/name.tsx';
import { AgencySelect, VendorSelect } from '../party/pick.tsx';
import { PeriodName } from '../period/period.tsx';
import { Instant } from '../time/instant.tsx';
import { periodKinds } from '../words/values.ts';
import { useWordOptions } from '../words/word.tsx';
import { RunningTag } from './running.tsx';
import { Score } from './score.tsx';
import { type ScorecardRowFragment, ScorecardsDocument } from './scorecards.gql.ts';
import { TrendSpark } from './trend.tsx';
import '../step/step.css';

const subjects: readonly ScorecardSubject[] = ['CONTRACT', 'VENDOR'];
const fields = { agencyId: text(), vendorId: text(), contractId: text(), period: oneOf(periodKinds), subject: oneOf(subjects) };

/** What each month, quarter, half-year and year came to, as far as it is known now. */
export default function ScorecardsPage() {
  const { t } = useTranslation('appraisal');
  const options = useWordOptions();
  const { values, set, reset } = useFilters(fields);
  const list = useConnection({ document: ScorecardsDocument, variables: { filter: values }, pick: (data) => data.scorecards });
  const columns = useColumns();
  return (
    <Page title={t('scorecards.title')} lead={t('scorecards.lead')}>
      <FilterBar onReset={reset}>
        <Select
          className="pick"
          aria-label={t('field.periodKind')}
          placeholder={t('field.periodKind')}
          value={values.period ?? null}
          options={options('PeriodKind', periodKinds)}
          onChange={(period: PeriodKind | undefined) => set({ period })}
          allowClear
        />
        <Select
          className="pick"
          aria-label={t('field.about')}
          placeholder={t('field.about')}
          value={values.subject ?? null}
          options={options('ScorecardSubject', subjects)}
          onChange={(subject: ScorecardSubject | undefined) => set({ subject })}
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
        name={t('scorecards.title')}
        list={list}
        columns={columns}
        rowKey={(row) => row.id}
        card={(row) => <Card card={row} />}
        emptyText={t('scorecards.none')}
      />
    </Page>
  );
}

function cardPath(card: { id: string }): string {
  return `/scorecards/${encodeURIComponent(card.id)}`;
}

function useColumns() {
  const { t } = useTranslation('appraisal');
  return useMemo(
    (): NonNullable<TableProps<ScorecardRowFragment>['columns']> => [
      {
        title: t('field.period'),
        width: 190,
        render: (_, row) => (
          <>
            <Link to={cardPath(row)}>
              <PeriodName kind={row.period} startsOn={row.startsOn} />
            </Link>{' '}
            <RunningTag running={row.running} />
          </>
        ),
      },
      { title: t('field.contract'), width: 170, render: (_, row) => row.contract?.number ?? t('scorecards.wholeVendor') },
      { title: t('field.vendor'), width: 200, ellipsis: true, render: (_, row) => <Name of={row.vendor} /> },
      { title: t('field.agency'), width: 180, ellipsis: true, render: (_, row) => <Name of={row.contract?.agency} /> },
      { title: t('field.score'), width: 150, render: (_, row) => <Score score={row.score} grade={row.grade} /> },
      {
        title: t('scorecards.trend'),
        width: 125,
        render: (_, row) => (
          <TrendSpark subject={row.subject} contractId={row.contract?.id} vendorId={row.vendor.id} period={row.period} startsOn={row.startsOn} />
        ),
      },
      { title: t('field.computedAt'), width: 150, render: (_, row) => <Instant at={row.computedAt} /> },
    ],
    [t],
  );
}

function Card({ card }: { card: ScorecardRowFragment }) {
  const { t } = useTranslation('appraisal');
  return (
    <Flex vertical gap={4}>
      <Flex justify="space-between" gap="small">
        <span>
          <Link to={cardPath(card)}>
            <PeriodName kind={card.period} startsOn={card.startsOn} /> · {card.contract?.number ?? t('scorecards.wholeVendor')}
          </Link>{' '}
          <RunningTag running={card.running} />
        </span>
        <Score score={card.score} grade={card.grade} />
      </Flex>
      <Flex justify="space-between" gap="small">
        <span className="soft">
          <Name of={card.vendor} />
        </span>
        <TrendSpark subject={card.subject} contractId={card.contract?.id} vendorId={card.vendor.id} period={card.period} startsOn={card.startsOn} />
      </Flex>
    </Flex>
  );
}
