import type { TableProps } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLanguage } from '../app/use-language.ts';
import type { ForecastFilter, ForecastStanding } from '../gql/schema.ts';
import { useConnection } from '../list/connection.ts';
import { ConnectionTable } from '../list/connection-table.tsx';
import { formatShare } from '../money/money.tsx';
import { Name } from '../party/name.tsx';
import { Duration, Instant } from '../time/instant.tsx';
import { useWord, Word, WordTag } from '../words/word.tsx';
import { ForecastClocksDocument, type ForecastClocksQuery } from './forecast.gql.ts';

type Row = ForecastClocksQuery['breachForecast']['clocks']['nodes'][number];

function Risk({ of }: { of: Row['risk'] }) {
  const { t } = useTranslation('reports');
  const language = useLanguage();
  if (!of) return <span title={t('forecast.noRiskWhy')}>{t('forecast.noRisk')}</span>;
  return (
    <span className="figure" title={t('forecast.riskOf', { breached: of.breached, sample: of.sample })}>
      {formatShare(of.share, language)}
      <small className="risk-sample"> {t('ofJudged', { met: of.breached, judged: of.sample })}</small>
    </span>
  );
}

function Numbered({ row }: { row: Row }) {
  const { t } = useTranslation('reports');
  if (!row.ticket) return <>{t('clocks.givenAway')}</>;
  return (
    <Link className="figure" to={`/tickets/${row.ticket.number}`}>
      {row.ticket.number}
    </Link>
  );
}

/** The clocks of one standing, those that come first on top. */
export function ForecastClocks({ filter, horizonHours, standing }: { filter: ForecastFilter; horizonHours: number; standing: ForecastStanding }) {
  const { t } = useTranslation('reports');
  const word = useWord();
  const variables = useMemo(() => ({ filter, horizonHours, standing }), [filter, horizonHours, standing]);
  const list = useConnection({ document: ForecastClocksDocument, variables, pick: (data) => data.breachForecast.clocks });
  const name = word('ForecastStanding', standing);
  const columns: NonNullable<TableProps<Row>['columns']> = [
    { title: t('ticket'), key: 'ticket', width: 205, fixed: 'left', render: (_, row) => <Numbered row={row} /> },
    { title: t('ticketTitle'), key: 'title', width: 240, ellipsis: true, render: (_, { ticket }) => ticket?.title ?? '' },
    { title: t('metric'), key: 'metric', width: 120, render: (_, { metric }) => <Word of="Metric" is={metric} /> },
    { title: t('priority'), key: 'priority', width: 80, render: (_, { priority }) => <WordTag of="Priority" is={priority} /> },
    { title: t('clocks.due'), key: 'due', width: 160, render: (_, { dueAt }) => <Instant at={dueAt} /> },
    { title: t('forecast.remaining'), key: 'remaining', width: 140, render: (_, { remainingSeconds }) => <Duration seconds={remainingSeconds} /> },
    {
      title: t('forecast.used'),
      key: 'used',
      width: 90,
      align: 'right',
      render: (_, { usedPercent }) => (usedPercent === null ? <span aria-hidden>—</span> : <span className="figure">{usedPercent}%</span>),
    },
    { title: t('forecast.risk'), key: 'risk', width: 160, render: (_, { risk }) => <Risk of={risk} /> },
    { title: t('system'), key: 'system', width: 170, ellipsis: true, render: (_, { ticket }) => <Name of={ticket?.system} /> },
    { title: t('agency'), key: 'agency', width: 180, ellipsis: true, render: (_, { ticket }) => <Name of={ticket?.agency} /> },
    { title: t('vendor'), key: 'vendor', width: 180, ellipsis: true, render: (_, { vendor }) => <Name of={vendor} /> },
  ];
  return (
    <section aria-label={name} className="report-list">
      <h2 className="section-title">{t('forecast.list', { standing: name })}</h2>
      <p className="section-note">{t('forecast.rule')}</p>
      <ConnectionTable
        name={name}
        list={list}
        columns={columns}
        rowKey={(row) => row.clockId}
        emptyText={t('forecast.empty')}
        card={(row) => (
          <div className="clock-card">
            <div className="clock-card-head">
              <Numbered row={row} />
              <span>
                <Word of="Metric" is={row.metric} /> <WordTag of="Priority" is={row.priority} />
              </span>
            </div>
            <div>{row.ticket?.title}</div>
            <div className="second-line">
              {t('clocks.due')} <Instant at={row.dueAt} /> · {t('forecast.risk')} <Risk of={row.risk} />
            </div>
          </div>
        )}
      />
    </section>
  );
}
