import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../app/use-language.ts';
import { formatNumber, formatShare, Money } from '../money/money.tsx';
import { Section } from '../page/section.tsx';
import { useWord, Word } from '../words/word.tsx';
import type { Backtest } from './backtest-page.tsx';

/** What would have been judged otherwise, and what it would have cost. */
export function BacktestResult({ backtest: { summary, candidate } }: { backtest: Backtest }) {
  const { t } = useTranslation('promises');
  const language = useLanguage();
  const word = useWord();
  const rate = (value: string | null) => (value === null ? '—' : formatShare(value, language));
  const isScheme = candidate === 'SCHEME';
  return (
    <>
      <dl className="result-figures">
        {isScheme ? (
          <>
            <Figure label={t('backtest.months')} value={formatNumber(summary.months, language)} />
            <Figure label={t('backtest.monthsDiffering')} value={formatNumber(summary.monthsDiffering, language)} />
          </>
        ) : (
          <>
            <Figure label={t('backtest.compared')} value={formatNumber(summary.compared, language)} />
            <Figure label={t('backtest.differing')} value={formatNumber(summary.differing, language)} />
            <Figure
              label={t('backtest.breaches')}
              value={t('backtest.breachesOf', { before: formatNumber(summary.breachesBefore, language), after: formatNumber(summary.breachesAfter, language) })}
            />
          </>
        )}
        <div>
          <dt>{t('backtest.money')}</dt>
          <dd>
            {summary.payment ? (
              <>
                <Money amount={summary.payment.before} /> → <Money amount={summary.payment.after} />
                <small className="soft"> {t('backtest.moneyMonths', { count: summary.payment.months })}</small>
              </>
            ) : (
              <span className="soft">{t('backtest.noMoney')}</span>
            )}
          </dd>
        </div>
      </dl>
      {summary.metrics.length > 0 && (
        <Section title={t('backtest.verdicts')}>
          <Table
            aria-label={t('backtest.verdicts')}
            size="small"
            pagination={false}
            rowKey="metric"
            dataSource={summary.metrics}
            scroll={{ x: 760 }}
            columns={[
              { title: t('backtest.metric'), width: 110, render: (_, row) => <Word of="Metric" is={row.metric} /> },
              {
                title: t('backtest.attainment'),
                width: 190,
                render: (_, row) => (
                  <span className="figure">
                    {rate(row.before.attainment)} → <strong>{rate(row.after.attainment)}</strong>
                  </span>
                ),
              },
              {
                title: t('backtest.breaches'),
                width: 120,
                render: (_, row) => <span className="figure">{t('backtest.breachesOf', { before: row.before.breached, after: row.after.breached })}</span>,
              },
              {
                title: t('backtest.differing'),
                render: (_, row) =>
                  row.pairs
                    .filter((pair) => pair.before !== pair.after)
                    .map((pair) => `${t('backtest.pairs', { before: word('ClockState', pair.before), after: word('ClockState', pair.after) })}${t('colon')}${formatNumber(pair.clocks, language)}`)
                    .join(t('comma')) || '—',
              },
            ]}
          />
        </Section>
      )}
      {summary.excluded.length > 0 && (
        <Section title={t('backtest.excluded')}>
          <ul className="plain-list">
            {summary.excluded.map((one) => (
              <li key={one.reason}>
                <Word of="ExclusionReason" is={one.reason} />
                {t('colon')}
                <span className="figure">{formatNumber(one.tickets, language)}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className="figure">{value}</dd>
    </div>
  );
}
