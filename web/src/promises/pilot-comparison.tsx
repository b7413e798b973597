import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { useLanguage } from '../app/use-language.ts';
import { formatShare } from '../money/money.tsx';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';
import { useWord } from '../words/word.tsx';
import { PilotComparisonDocument, type PilotRateFragment, type PilotRatesFragment } from './trials.gql.ts';

type Row = { key: string; measure: string; pilot: PilotRateFragment; rest: PilotRateFragment; difference: PilotRatesFragment['difference']; reading: string };

/** The pilot's tickets beside those of the rest, each rate with its sample and interval. */
export function PilotComparison({ id }: { id: string }) {
  const { t } = useTranslation('promises');
  const word = useWord();
  const language = useLanguage();
  const [query, again] = useQuery({ query: PilotComparisonDocument, variables: { id } });
  const comparison = query.data?.pilotComparison;
  const rows: Row[] = comparison
    ? [
        ...comparison.metrics.map(({ metric, attainment }) => ({ key: metric, measure: t('pilot.attainment', { metric: word('Metric', metric) }), ...attainment })),
        ...comparison.metrics.map(({ metric, pilot, rest }) => ({
          key: `${metric} pauses`,
          measure: t('pilot.pauseShare', { metric: word('Metric', metric) }),
          pilot: pilot.pauseShare,
          rest: rest.pauseShare,
          difference: null,
          reading: '',
        })),
        { key: 'reopened', measure: t('pilot.reopened'), ...comparison.reopened },
      ]
    : [];
  const interval = (of: { low: string; high: string } | null) => of && `${formatShare(of.low, language)} – ${formatShare(of.high, language)}`;
  return (
    <Section title={t('pilot.comparison')}>
      <QueryState
        query={query}
        retry={() => again({ requestPolicy: 'network-only' })}
        empty={query.data !== undefined && !comparison}
        emptyText={t('pilot.noComparison')}
      >
        {comparison && (
          <>
            <p className="soft">
              {t('pilot.tickets', { pilot: comparison.pilotTickets, rest: comparison.restTickets })} {t('pilot.notByLot')}
            </p>
            <Table<Row>
              aria-label={t('pilot.comparison')}
              size="small"
              pagination={false}
              rowKey="key"
              dataSource={rows}
              scroll={{ x: 1050 }}
              columns={[
                { title: t('pilot.measure'), width: 150, render: (_, row) => row.measure },
                { title: t('pilot.inPilot'), width: 190, render: (_, row) => <Rate of={row.pilot} /> },
                { title: t('pilot.rest'), width: 190, render: (_, row) => <Rate of={row.rest} /> },
                { title: t('pilot.difference'), width: 160, render: (_, row) => <span className="figure">{interval(row.difference) ?? '—'}</span> },
                { title: t('pilot.reading'), width: 360, render: (_, row) => row.reading },
              ]}
            />
          </>
        )}
      </QueryState>
    </Section>
  );
}

function Rate({ of }: { of: PilotRateFragment }) {
  const { t } = useTranslation('promises');
  const language = useLanguage();
  return (
    <>
      <strong className="figure">{of.rate === null ? '—' : formatShare(of.rate, language)}</strong>{' '}
      <span className="soft figure">{t('pilot.sample', { numerator: of.numerator, denominator: of.denominator })}</span>
      {of.interval && (
        <div className="soft figure">
          {formatShare(of.interval.low, language)} – {formatShare(of.interval.high, language)}
        </div>
      )}
    </>
  );
}
