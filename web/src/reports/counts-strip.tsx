import { useTranslation } from 'react-i18next';
import { useLanguage } from '../app/use-language.ts';
import type { SlaCount } from '../gql/schema.ts';
import { formatNumber, formatShare } from '../money/money.tsx';
import { Instant } from '../time/instant.tsx';
import { useWord } from '../words/word.tsx';
import { CountLink } from './attainment.tsx';
import type { ReportValues } from './report-values.ts';
import type { SlaFiguresFragment } from './sla.gql.ts';

const parts: readonly { counted: SlaCount; of: (counts: SlaFiguresFragment) => number }[] = [
  { counted: 'MET', of: (counts) => counts.met },
  { counted: 'BREACHED', of: (counts) => counts.breached },
  { counted: 'RUNNING', of: (counts) => counts.running },
  { counted: 'EXCLUDED', of: (counts) => counts.excluded },
  { counted: 'WITHOUT_PROMISE', of: (counts) => counts.withoutPromise },
];

/** The rate with its denominator, and what the total is made of: each figure leads to its clocks. */
export function CountsStrip({ counts, asOf, values }: { counts: SlaFiguresFragment; asOf: string; values: ReportValues }) {
  const { t } = useTranslation('reports');
  const word = useWord();
  const language = useLanguage();
  return (
    <section className="section counts" aria-label={t('total')}>
      <div className="counts-rate">
        <span className="counts-name">{t('attainment')}</span>
        <strong>{counts.attainment === null ? t('notRated') : formatShare(counts.attainment, language)}</strong>
        <span className="counts-note">
          {counts.attainment === null ? t('notRatedWhy') : t('metOfJudged', { met: formatNumber(counts.met, language), judged: formatNumber(counts.judged, language) })}
        </span>
      </div>
      <div className="counts-sum">
        <dl>
          {parts.map(({ counted, of }, at) => (
            <div key={counted} className={`count count-${counted.toLowerCase()}`}>
              <dt>
                {at > 0 && <span aria-hidden>+ </span>}
                {word('SlaCount', counted)}
              </dt>
              <dd>
                <CountLink count={of(counts)} counted={counted} values={values} label={word('SlaCount', counted)} />
              </dd>
            </div>
          ))}
          <div className="count count-total">
            <dt>
              <span aria-hidden>= </span>
              {t('total')}
            </dt>
            <dd className="figure">{formatNumber(counts.total, language)}</dd>
          </div>
          <div className="count count-beside">
            <dt>{t('beside', { what: word('SlaCount', 'CANCELLED') })}</dt>
            <dd>
              <CountLink count={counts.cancelled} counted="CANCELLED" values={values} label={word('SlaCount', 'CANCELLED')} />
            </dd>
          </div>
        </dl>
        <p className="counts-note">
          {t('asOf')} <Instant at={asOf} showZone />
        </p>
      </div>
    </section>
  );
}
