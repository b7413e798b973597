import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLanguage } from '../app/use-language.ts';
import { formatShare } from '../money/money.tsx';
import { QueryState } from '../page/query-state.tsx';
import { formatDuration } from '../time/format.ts';
import { useWord } from '../words/word.tsx';
import { addressOf, type ReportValues } from './report-values.ts';
import { useSla } from './use-sla.ts';

/** How much of the time of the promises that count was paused, and for which metric. */
export function PausedShare({ values }: { values: ReportValues }) {
  const { t } = useTranslation('reports');
  const word = useWord();
  const language = useLanguage();
  const { agencyId, vendorId, contractId, from, until } = values;
  const narrowed = { from, until, agencyId, vendorId, contractId };
  const { query, report, retry } = useSla(narrowed, ['METRIC']);
  const share = (text: string | null) => (text === null ? t('notRated') : formatShare(text, language));
  return (
    <QueryState query={query} retry={retry}>
      {report && (
        <section className="section counts" aria-label={t('pauses.share')}>
          <div className="counts-rate">
            <span className="counts-name">{t('pauses.share')}</span>
            <strong>{share(report.pausedTime.share)}</strong>
            <span className="counts-note">
              {t('pauses.shareOf', {
                paused: formatDuration(report.pausedTime.pausedSeconds, language),
                elapsed: formatDuration(report.pausedTime.elapsedSeconds, language),
              })}
            </span>
          </div>
          <div className="counts-sum">
            <dl>
              {report.rows.map(({ metric, pausedTime }) =>
                metric ? (
                  <div key={metric} className="count">
                    <dt>{word('Metric', metric)}</dt>
                    <dd>
                      <Link className="figure" to={addressOf('/reports/clocks', { ...narrowed, metric, counted: 'MET' })}>
                        {share(pausedTime.share)}
                      </Link>
                    </dd>
                    <dd className="counts-note figure">{formatDuration(pausedTime.pausedSeconds, language)}</dd>
                  </div>
                ) : null,
              )}
            </dl>
          </div>
        </section>
      )}
    </QueryState>
  );
}
