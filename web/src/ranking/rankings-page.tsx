import { PlusOutlined } from '@ant-design/icons';
import { Button, Flex, Select, Tag, type TableProps } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useConnection } from '../list/connection.ts';
import { ConnectionTable } from '../list/connection-table.tsx';
import { FilterBar } from '../list/filter-bar.tsx';
import { flag, oneOf, text, useFilters } from '../list/filters.ts';
import { AgencySelect } from '../party/pick.tsx';
import { Page } from '../page/page.tsx';
import { useMay } from '../session/viewer.tsx';
import { Instant } from '../time/instant.tsx';
import { useWordOptions, Word, WordTag } from '../words/word.tsx';
import { rankingKinds, rankingPeriods } from './choices.ts';
import { DraftDrawer } from './draft-drawer.tsx';
import { useRankingTitle } from './period-text.ts';
import { RankingsDocument, type RankingsQuery } from './ranking.gql.ts';
import './ranking.css';

const fields = { kind: oneOf(rankingKinds), period: oneOf(rankingPeriods), agencyId: text(), draft: flag() };

type Row = RankingsQuery['rankings']['nodes'][number];

/** Rankings: those where one ranks, those published to one, those in which one stands. */
export default function RankingsPage() {
  const { t } = useTranslation('ranking');
  const options = useWordOptions();
  const may = useMay();
  const titleOf = useRankingTitle();
  const { values, set, reset } = useFilters(fields);
  const { kind, period, agencyId } = values;
  const variables = useMemo(() => ({ filter: { kind, period, agencyId } }), [kind, period, agencyId]);
  const list = useConnection({ document: RankingsDocument, variables, pick: (data) => data.rankings });
  const open = (row: Row) => row.objections.filter(({ outcome }) => outcome === null).length;
  const columns: NonNullable<TableProps<Row>['columns']> = [
    { title: t('ranking.title'), key: 'title', width: 340, render: (_, row) => <Link to={`/ranking/${row.id}`}>{titleOf(row)}</Link> },
    { title: t('kind'), key: 'kind', width: 100, render: (_, row) => <Word of="RankingKind" is={row.kind} /> },
    {
      title: t('state'),
      key: 'state',
      width: 180,
      render: (_, row) => (
        <Flex gap={4} wrap>
          <WordTag of="RankingState" is={row.state} />
          {row.public && <Tag>{t('public')}</Tag>}
        </Flex>
      ),
    },
    { title: t('openObjections'), key: 'objections', width: 120, align: 'right', render: (_, row) => open(row) || <span className="soft">0</span> },
    { title: t('number'), key: 'number', width: 80, align: 'right', render: (_, row) => row.number },
    { title: t('announcedAt'), key: 'announced', width: 160, render: (_, row) => <Instant at={row.announcedAt} /> },
    { title: t('publishedAt'), key: 'published', width: 160, render: (_, row) => <Instant at={row.publishedAt} /> },
  ];
  return (
    <Page
      title={t('rankings.title')}
      lead={
        <>
          {t('rankings.lead')} <Link to="/public/ranking">{t('toPublic')}</Link>
        </>
      }
      actions={
        may('ranking.draft') && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => set({ draft: true })}>
            {t('draft.do')}
          </Button>
        )
      }
    >
      <FilterBar onReset={reset}>
        <Select aria-label={t('kind')} placeholder={t('kind')} className="ranking-pick" allowClear value={kind} onChange={(next) => set({ kind: next })} options={options('RankingKind', rankingKinds)} />
        <Select aria-label={t('periodKind')} placeholder={t('periodKind')} className="ranking-pick" allowClear value={period} onChange={(next) => set({ period: next })} options={options('PeriodKind', rankingPeriods)} />
        <AgencySelect aria-label={t('agency')} placeholder={t('agency')} value={agencyId} onChange={(next) => set({ agencyId: next })} allowClear />
      </FilterBar>
      <ConnectionTable
        name={t('rankings.title')}
        list={list}
        columns={columns}
        rowKey={(row) => row.id}
        emptyText={t('rankings.empty')}
        card={(row) => (
          <>
            <Link to={`/ranking/${row.id}`}>{titleOf(row)}</Link>
            <Flex gap={4} align="center" wrap>
              <WordTag of="RankingState" is={row.state} />
              {row.public && <Tag>{t('public')}</Tag>}
              {open(row) > 0 && <span>{t('objectionsWaiting', { count: open(row) })}</span>}
            </Flex>
          </>
        )}
      />
      <DraftDrawer open={values.draft === true} onClose={() => set({ draft: undefined })} />
    </Page>
  );
}
