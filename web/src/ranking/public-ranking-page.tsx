import { PrinterOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useQuery } from 'urql';
import { Page } from '../page/page.tsx';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';
import { CivilDate, Instant } from '../time/instant.tsx';
import { Changes } from './changes.tsx';
import { useRankingTitle } from './period-text.ts';
import { PublicRankingDocument, type PublicRankingQuery } from './public.gql.ts';
import { RankedList } from './ranked-list.tsx';
import './ranking.css';

type Ranking = NonNullable<PublicRankingQuery['publicRanking']>;

/** The sheet for everybody: the version that holds, and what was corrected in those before it. */
export default function PublicRankingPage() {
  const { t } = useTranslation('ranking');
  const { id = '' } = useParams();
  const titleOf = useRankingTitle();
  const [query, again] = useQuery({ query: PublicRankingDocument, variables: { id } });
  const ranking = query.data?.publicRanking ?? null;
  return (
    <Page
      title={ranking ? titleOf(ranking) : t('publicRanking.title')}
      crumbs={[{ label: t('publicRankings.title'), to: '/public/ranking' }, { label: ranking ? titleOf(ranking) : '…' }]}
      actions={
        ranking && (
          <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
            {t('summary.print')}
          </Button>
        )
      }
    >
      <QueryState query={query} retry={() => again({ requestPolicy: 'network-only' })} empty={query.data !== undefined && !ranking} emptyText={t('publicRanking.none')}>
        {ranking && <Sheet ranking={ranking} />}
      </QueryState>
    </Page>
  );
}

function Sheet({ ranking }: { ranking: Ranking }) {
  const { t } = useTranslation('ranking');
  const current = ranking.versions.at(-1);
  const earlier = ranking.versions.slice(0, -1).reverse();
  if (!current) return null;
  return (
    <>
      <p className="page-lead">
        {t('publicRanking.covers')} <CivilDate date={ranking.startsOn} /> – <CivilDate date={ranking.endsOn} />
        {' · '}
        {t('publishedAt')} <Instant at={current.publishedAt} showZone />
        {' · '}
        {t('versionNo', { number: current.number })}
        {' · '}
        {t('publicRanking.least', { count: ranking.minSample })}
      </p>
      {current.note && <Alert type="info" className="form-problem" title={current.note} />}
      {earlier.length > 0 && (
        <Section title={t('publicRanking.corrections')}>
          <p className="section-note">{t('publicRanking.correctionsWhy')}</p>
          <Changes of={current.changes} name={t('publicRanking.corrections')} />
        </Section>
      )}
      {current.lists.map((list) => (
        <RankedList key={list.measure} list={list} minSample={ranking.minSample} />
      ))}
      {earlier.map((version) => (
        <details key={version.number} className="section earlier">
          <summary>
            {t('publicRanking.earlier', { number: version.number })} <Instant at={version.publishedAt} />
          </summary>
          {version.note && <p>{version.note}</p>}
          {version.changes.length > 0 && <Changes of={version.changes} name={t('changesOf', { number: version.number })} />}
          {version.lists.map((list) => (
            <RankedList key={list.measure} list={list} minSample={ranking.minSample} />
          ))}
        </details>
      ))}
      <p className="soft">{t('publicRanking.rule')}</p>
    </>
  );
}
