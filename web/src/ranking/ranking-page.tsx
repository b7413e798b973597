import { PrinterOutlined } from '@ant-design/icons';
import { Button, Descriptions, Steps, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useQuery } from 'urql';
import { ExportButton } from '../export/export-button.tsx';
import { Page } from '../page/page.tsx';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';
import { useName } from '../party/name.tsx';
import { Instant } from '../time/instant.tsx';
import { useWord, WordTag } from '../words/word.tsx';
import { Basis } from './basis.tsx';
import { History } from './history.tsx';
import { Objections } from './objections.tsx';
import { useRankingTitle } from './period-text.ts';
import { RankedList } from './ranked-list.tsx';
import { RankingActs } from './ranking-acts.tsx';
import { RankingByIdDocument, type RankingByIdQuery } from './ranking.gql.ts';
import './ranking.css';

export type Ranking = Extract<RankingByIdQuery['node'], { __typename: 'RankingPublication' }>;

/** A ranking on its way from a draft to its publication. */
export default function RankingPage() {
  const { t } = useTranslation('ranking');
  const { id = '' } = useParams();
  const titleOf = useRankingTitle();
  const [query, again] = useQuery({ query: RankingByIdDocument, variables: { id } });
  const node = query.data?.node;
  const ranking = node?.__typename === 'RankingPublication' ? node : null;
  return (
    <Page
      title={ranking ? titleOf(ranking) : t('ranking.title')}
      mark={
        ranking && (
          <>
            <WordTag of="RankingState" is={ranking.state} />
            {ranking.public && <Tag>{t('public')}</Tag>}
          </>
        )
      }
      crumbs={[{ label: t('rankings.title'), to: '/ranking' }, { label: ranking ? titleOf(ranking) : '…' }]}
      actions={
        ranking && (
          <>
            <RankingActs ranking={ranking} />
            {ranking.kind === 'VENDORS' && (
              <Link to={`/ranking/${id}/summary`}>
                <Button icon={<PrinterOutlined />} tabIndex={-1}>
                  {t('summary.short')}
                </Button>
              </Link>
            )}
            <ExportButton report={{ rankingId: id }} />
          </>
        )
      }
    >
      <QueryState query={query} retry={() => again({ requestPolicy: 'network-only' })} empty={query.data !== undefined && !ranking}>
        {ranking && (
          <>
            <Progress ranking={ranking} />
            {ranking.lists.map((list) => (
              <RankedList key={list.measure} list={list} minSample={ranking.minSample} />
            ))}
            <Objections ranking={ranking} />
            <Basis rankingId={ranking.id} number={ranking.number} kind={ranking.kind} />
            <History ranking={ranking} />
          </>
        )}
      </QueryState>
    </Page>
  );
}

const states = ['DRAFT', 'ANNOUNCED', 'PUBLISHED'] as const;

/** Where it stands, and by which rules. */
function Progress({ ranking }: { ranking: Ranking }) {
  const { t } = useTranslation('ranking');
  const word = useWord();
  const nameOf = useName();
  const at = states.indexOf(ranking.state);
  const agencies = ranking.readerNames.map((name, place) => nameOf({ name, nameEn: ranking.readerNamesEn[place] ?? null }));
  const readers = [...(ranking.public ? [t('everybody')] : []), ...agencies];
  const when = [null, ranking.announcedAt, ranking.publishedAt];
  return (
    <Section title={t('progress')}>
      <Steps
        size="small"
        current={at}
        items={states.map((state, place) => ({
          title: word('RankingState', state),
          content: place <= at && when[place] ? <Instant at={when[place]} /> : undefined,
          status: place < at || ranking.state === 'PUBLISHED' ? 'finish' : place === at ? 'process' : 'wait',
        }))}
      />
      <Descriptions
        className="ranking-facts"
        column={{ xs: 1, md: 3 }}
        items={[
          { key: 'number', label: t('number'), children: ranking.publishedNumber && ranking.publishedNumber !== ranking.number ? t('numberBeside', { number: ranking.number, published: ranking.publishedNumber }) : ranking.number },
          { key: 'sample', label: t('minSample'), children: t('events', { count: ranking.minSample }) },
          { key: 'days', label: t('objectionDays'), children: t('civilDays', { count: ranking.objectionDays }) },
          ...(ranking.objectionsEndAt ? [{ key: 'end', label: t('objectionsEnd'), children: <Instant at={ranking.objectionsEndAt} showZone /> }] : []),
          ...(readers.length > 0 ? [{ key: 'readers', label: t('readers'), children: readers.join(t('readerComma')), span: 'filled' as const }] : []),
          ...(ranking.public ? [{ key: 'public', label: t('publicPage'), children: <Link to={`/public/ranking/${ranking.id}`}>{t('openPublic')}</Link> }] : []),
        ]}
      />
    </Section>
  );
}
