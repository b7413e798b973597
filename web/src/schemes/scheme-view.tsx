import { useTranslation } from 'react-i18next';
import { Section } from '../page/section.tsx';
import { useWord } from '../words/word.tsx';
import { Bands } from './bands.tsx';
import { Criteria } from './criteria.tsx';
import { LedgerItems } from './ledger-items.tsx';
import type { SchemeSpec } from './scheme-spec.ts';
import './schemes.css';

/** A scheme as people read it: criteria with their weights, grades, the ledger, and the days. */
export function SchemeView({ spec }: { spec: SchemeSpec }) {
  const { t } = useTranslation('schemes');
  const word = useWord();
  const { assessment, disputeDays } = spec;
  return (
    <>
      <Section title={t('criteria.title')}>
        <Criteria criteria={spec.criteria} />
      </Section>
      <Section title={t('bands.title')}>
        <Bands bands={spec.bands} />
      </Section>
      {spec.ledger && (
        <Section title={t('ledger.title')}>
          <LedgerItems ledger={spec.ledger} />
        </Section>
      )}
      <Section title={t('rules.title')}>
        <ul className="plain-list">
          <li>{t('rules.minRatings', { count: spec.minRatings })}</li>
          <li>
            {assessment
              ? t('rules.assessment', {
                  periods: assessment.periods.map((kind) => word('PeriodKind', kind)).join(t('rules.and')),
                  comment: assessment.commentDays,
                  sign: assessment.signDays,
                  days: t(`rules.${assessment.days}`),
                })
              : t('rules.assessmentUsual')}
          </li>
          <li>{disputeDays ? t('rules.disputes', disputeDays) : t('rules.disputesUsual')}</li>
        </ul>
      </Section>
    </>
  );
}
