import { Button, Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useConnection } from '../list/connection.ts';
import { FilterBar } from '../list/filter-bar.tsx';
import { oneOf, useFilters } from '../list/filters.ts';
import { Page } from '../page/page.tsx';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';
import { Instant } from '../time/instant.tsx';
import { useWordOptions } from '../words/word.tsx';
import { rankingKinds, rankingPeriods } from './choices.ts';
import { useRankingTitle } from './period-text.ts';
import { PublicRankingsDocument } from './public.gql.ts';
import './ranking.css';

const fields = { kind: oneOf(rankingKinds), period: oneOf(rankingPeriods) };

/** What was published to everybody. */
export default function PublicRankingsPage() {
  const { t } = useTranslation(['ranking', 'app']);
  const options = useWordOptions();
  const titleOf = useRankingTitle();
  const { values, set, reset } = useFilters(fields);
  const variables = useMemo(() => ({ filter: values }), [values]);
  const list = useConnection({ document: PublicRankingsDocument, variables, pick: (data) => data.publicRankings });
  return (
    <Page title={t('ranking:publicRankings.title')} lead={t('ranking:publicRankings.lead')}>
      <FilterBar onReset={reset}>
        <Select aria-label={t('ranking:kind')} placeholder={t('ranking:kind')} className="ranking-pick" allowClear value={values.kind} onChange={(kind) => set({ kind })} options={options('RankingKind', rankingKinds)} />
        <Select aria-label={t('ranking:periodKind')} placeholder={t('ranking:periodKind')} className="ranking-pick" allowClear value={values.period} onChange={(period) => set({ period })} options={options('PeriodKind', rankingPeriods)} />
      </FilterBar>
      <Section title={t('ranking:publicRankings.list')}>
        <QueryState query={list} retry={list.reload} empty={list.rows.length === 0 && !list.fetching} emptyText={t('ranking:publicRankings.empty')}>
          {list.rows.length > 0 && (
            <ul className="public-rankings">
              {list.rows.map((ranking) => {
                const last = ranking.versions.at(-1);
                return (
                  <li key={ranking.id}>
                    <Link to={`/public/ranking/${ranking.id}`}>{titleOf(ranking)}</Link>
                    <span className="soft">
                      {t('ranking:publishedAt')} <Instant at={last?.publishedAt} precision="day" />
                      {ranking.versions.length > 1 && ` · ${t('ranking:corrected', { count: ranking.versions.length - 1 })}`}
                    </span>
                  </li>
                );
              })}
            </ul>
          )}
        </QueryState>
        {list.hasMore && (
          <Button type="link" loading={list.fetching} onClick={list.more}>
            {t('app:list.more')}
          </Button>
        )}
      </Section>
    </Page>
  );
}
