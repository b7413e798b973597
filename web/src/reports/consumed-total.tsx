import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useDark } from '../app/appearance.ts';
import { useLanguage } from '../app/use-language.ts';
import { paletteOf } from '../chart/palette.ts';
import type { PauseParty } from '../gql/schema.ts';
import { formatShare } from '../money/money.tsx';
import { formatDuration } from '../time/format.ts';
import { useWord } from '../words/word.tsx';
import { parties, partyColours } from './parties.ts';
import { addressOf, type ReportValues } from './report-values.ts';

export type Consumed = { totalSeconds: number; parties: readonly { party: PauseParty; seconds: number; share: string | null }[] };

/** What each party consumed of it all; together they are the whole. */
export function ConsumedTotal({ time, values }: { time: Consumed; values: ReportValues }) {
  const { t } = useTranslation('reports');
  const word = useWord();
  const language = useLanguage();
  const colours = partyColours(paletteOf(useDark()));
  const inOrder = parties.flatMap((party) => time.parties.filter((one) => one.party === party));
  return (
    <section className="section counts" aria-label={t('time.total')}>
      <div className="counts-rate">
        <span className="counts-name">{t('time.total')}</span>
        <strong>{formatDuration(time.totalSeconds, language)}</strong>
        <span className="counts-note">
          {t('time.behind')} <Link to={addressOf('/reports/clocks', { ...values, counted: 'MET' })}>{word('SlaCount', 'MET')}</Link>
          {' · '}
          <Link to={addressOf('/reports/clocks', { ...values, counted: 'BREACHED' })}>{word('SlaCount', 'BREACHED')}</Link>
        </span>
      </div>
      <div className="counts-sum">
        <dl>
          {inOrder.map(({ party, seconds, share }) => (
            <div key={party} className="count" style={{ borderColor: colours[party] }}>
              <dt>{word('PauseParty', party)}</dt>
              <dd className="figure">{share === null ? t('notRated') : formatShare(share, language)}</dd>
              <dd className="counts-note figure">{formatDuration(seconds, language)}</dd>
            </div>
          ))}
        </dl>
      </div>
    </section>
  );
}
