import { PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useQuery } from 'urql';
import { useLanguage } from '../app/use-language.ts';
import { formatNumber, Money } from '../money/money.tsx';
import { Page } from '../page/page.tsx';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';
import { WordTag } from '../words/word.tsx';
import { Changes } from './changes.tsx';
import { GradeChart } from './grade-chart.tsx';
import { usePeriodText, useRankingTitle, useUnder } from './period-text.ts';
import { RankedRows, Unrated } from './ranked-list.tsx';
import { RankingSummaryDocument, type RankingSummaryQuery } from './ranking.gql.ts';
import './ranking.css';

type Ranking = Extract<RankingSummaryQuery['node'], { __typename: 'RankingPublication' }>;

/** What is put before the yearly meeting, on the screen and on paper. */
export default function SummaryPage() {
  const { t } = useTranslation('ranking');
  const { id = '' } = useParams();
  const titleOf = useRankingTitle();
  const periodText = usePeriodText();
  const under = useUnder();
  const [query, again] = useQuery({ query: RankingSummaryDocument, variables: { id } });
  const node = query.data?.node;
  const ranking = node?.__typename === 'RankingPublication' ? node : null;
  const summary = ranking?.summary;
  return (
    <Page
      title={ranking ? t('summary.title', { agency: under(ranking), period: periodText(ranking) }) : t('summary.short')}
      mark={ranking && <WordTag of="RankingState" is={ranking.state} />}
      crumbs={[{ label: t('rankings.title'), to: '/ranking' }, { label: ranking ? titleOf(ranking) : '…', to: `/ranking/${id}` }, { label: t('summary.short') }]}
      actions={
        <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
          {t('summary.print')}
        </Button>
      }
    >
      <QueryState query={query} retry={() => again({ requestPolicy: 'network-only' })} empty={query.data !== undefined && !summary} emptyText={t('summary.none')}>
        {ranking && summary && <Summary ranking={ranking} summary={summary} />}
      </QueryState>
    </Page>
  );
}

function Summary({ ranking, summary }: { ranking: Ranking; summary: NonNullable<Ranking['summary']> }) {
  const { t } = useTranslation('ranking');
  const language = useLanguage();
  const { credits } = summary;
  const facts = [
    { key: 'ranked', label: t('summary.ranked'), value: formatNumber(summary.ranked, language) },
    { key: 'unrated', label: t('unratedTitle'), value: formatNumber(summary.unrated.length, language) },
    { key: 'judged', label: t('summary.judged'), value: formatNumber(summary.judged, language) },
    { key: 'breached', label: t('summary.breached'), value: formatNumber(summary.breached, language) },
    { key: 'credits', label: t('summary.credits'), value: credits === null ? t('summary.noCredits') : <Money amount={credits} /> },
  ];
  return (
    <div className="yearly">
      <section className="section" aria-label={t('summary.facts')}>
        <dl className="yearly-facts">
          {facts.map(({ key, label, value }) => (
            <div key={key}>
              <dt>{label}</dt>
              <dd className="figure">{value}</dd>
            </div>
          ))}
        </dl>
      </section>
      <GradeChart grades={summary.grades} />
      <Section title={t('summary.top')}>
        <RankedRows rows={summary.top} measure="SCORE" name={t('summary.top')} />
      </Section>
      {summary.bottom.length > 0 && (
        <Section title={t('summary.bottom')}>
          <RankedRows rows={summary.bottom} measure="SCORE" name={t('summary.bottom')} />
        </Section>
      )}
      {summary.unrated.length > 0 && (
        <Section title={t('unratedTitle')}>
          <Unrated rows={summary.unrated} minSample={ranking.minSample} />
        </Section>
      )}
      <Section title={t('summary.changes')} actions={summary.beforeId && <Link to={`/ranking/${summary.beforeId}`}>{t('summary.before')}</Link>}>
        {summary.changes ? <Changes of={summary.changes} name={t('summary.changes')} /> : <p className="soft">{t('summary.noBefore')}</p>}
      </Section>
    </div>
  );
}
