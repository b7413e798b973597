import { useTranslation } from 'react-i18next';
import { decimalOf, formatExact } from '../exact/exact.tsx';
import { useLanguage } from '../app/use-language.ts';
import type { TermInFullFragment } from './scorecards.gql.ts';

/** Where a rate lies between 0 and 1, and where floor and target do. */
export function TermRate({ term }: { term: Pick<TermInFullFragment, 'rateExact' | 'rate' | 'floor' | 'target'> }) {
  const { t } = useTranslation('appraisal');
  const language = useLanguage();
  if (term.rate === null) return <span aria-hidden>—</span>;
  const floor = 100 * decimalOf(term.floor);
  const target = 100 * decimalOf(term.target);
  const rate = 100 * decimalOf(term.rate);
  const label = t('term.reachText', {
    rate: formatExact(`${rate}`, language),
    floor: formatExact(`${floor}`, language),
    target: formatExact(`${target}`, language),
  });
  return (
    <svg className="term-rate" viewBox="0 0 100 12" preserveAspectRatio="none" role="img" aria-label={label}>
      <title>{label}</title>
      <rect className="track" x="0" y="4" width="100" height="4" />
      <rect className="reach" x={floor} y="2" width={Math.max(0.5, target - floor)} height="8" />
      <rect className={rate < target ? 'mark mark-low' : 'mark'} x={Math.min(98.8, rate)} y="0" width="1.2" height="12" />
    </svg>
  );
}
