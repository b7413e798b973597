import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useQuery } from 'urql';
import { ExportButton } from '../export/export-button.tsx';
import { Page } from '../page/page.tsx';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';
import { Name, useName } from '../party/name.tsx';
import { usePeriodName } from '../period/period.tsx';
import { useMay } from '../session/viewer.tsx';
import { TurnBar } from '../step/turn-bar.tsx';
import { CivilDate, Instant } from '../time/instant.tsx';
import { LedgerLines } from './ledger-lines.tsx';
import { Percentiles } from './percentiles.tsx';
import { RunningTag } from './running.tsx';
import { SchemeLink } from './scheme-link.tsx';
import { Score } from './score.tsx';
import { ScoreTrend } from './score-trend.tsx';
import { ScorecardDocument, type ScorecardQuery } from './scorecards.gql.ts';
import { TermsTable } from './terms-table.tsx';

type Card = Extract<ScorecardQuery['node'], { __typename: 'Scorecard' }>;

/** What a period came to, every term unfolded: counts, rate, points, weight. */
export default function ScorecardPage() {
  const { t } = useTranslation('appraisal');
  const { id = '' } = useParams();
  const [query, again] = useQuery({ query: ScorecardDocument, variables: { id } });
  const node = query.data?.node;
  if (node?.__typename === 'Scorecard') return <Shown card={node} />;
  return (
    <Page title={t('scorecard.title')} crumbs={[{ label: t('scorecards.title'), to: '/scorecards' }]}>
      <QueryState query={query} retry={() => again({ requestPolicy: 'network-only' })} empty={query.data !== undefined} emptyText={t('scorecard.gone')} />
    </Page>
  );
}

function Shown({ card }: { card: Card }) {
  const { t } = useTranslation('appraisal');
  const may = useMay();
  const periodName = usePeriodName();
  const name = useName();
  const [year = '', month = ''] = card.startsOn.split('-');
  const base = `/scorecards/${encodeURIComponent(card.id)}`;
  return (
    <Page
      title={`${t('scorecard.title')} · ${card.contract?.number ?? name(card.vendor)} · ${periodName(card.period, card.startsOn)}`}
      mark={<RunningTag running={card.running} />}
      crumbs={[{ label: t('scorecards.title'), to: '/scorecards' }]}
      actions={
        card.contract &&
        card.period === 'MONTH' &&
        may('report.view') && <ExportButton report={{ contractMonth: { contractId: card.contract.id, month: Number(year + month) } }} />
      }
    >
      <TurnBar
        facts={[
          { key: 'score', label: t('field.score'), value: <Score score={card.score} grade={card.grade} /> },
          {
            key: 'days',
            label: t('field.period'),
            value: (
              <>
                <CivilDate date={card.startsOn} /> – <CivilDate date={card.endsOn} />
              </>
            ),
          },
          { key: 'vendor', label: t('field.vendor'), value: <Name of={card.vendor} /> },
          card.contract && { key: 'agency', label: t('field.agency'), value: <Name of={card.contract.agency} /> },
          card.contract && {
            key: 'contract',
            label: t('field.contract'),
            value: <Link to={`/contracts/${encodeURIComponent(card.contract.id)}`}>{card.contract.number}</Link>,
          },
          { key: 'scheme', label: t('field.scheme'), value: <SchemeLink id={card.schemeId} /> },
          { key: 'computed', label: t('field.computedAt'), value: <Instant at={card.computedAt} /> },
        ]}
      />
      <Section title={t('terms.title')}>
        <TermsTable terms={card.terms} ticketsAt={`${base}/terms`} />
        <p className="card-sum">
          {t('terms.sum', { deducted: card.ledger.deducted, bonus: card.ledger.bonus, score: card.score ?? t('score.notRated') })}
        </p>
      </Section>
      <Section title={t('ledger.sheet')}>
        <LedgerLines sheet={card.ledger} />
      </Section>
      <Percentiles id={card.id} />
      <ScoreTrend card={card} />
    </Page>
  );
}
