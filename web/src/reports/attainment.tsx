import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLanguage } from '../app/use-language.ts';
import type { SlaCount } from '../gql/schema.ts';
import { formatNumber, formatShare } from '../money/money.tsx';
import { addressOf, type ReportValues } from './report-values.ts';

type Rated = { attainment: string | null; met: number; judged: number };

/** Met out of judged. Where nothing was judged there is no rate, which is neither 0 nor 100. */
export function Attainment({ of }: { of: Rated }) {
  const { t } = useTranslation('reports');
  const language = useLanguage();
  if (of.attainment === null) return <Tag title={t('notRatedWhy')}>{t('notRated')}</Tag>;
  return (
    <span className="figure" title={t('metOfJudged', { met: of.met, judged: of.judged })}>
      {formatShare(of.attainment, language)}
    </span>
  );
}

export function useRateText(): (attainment: string | null) => string {
  const { t } = useTranslation('reports');
  const language = useLanguage();
  return (attainment) => (attainment === null ? t('notRated') : formatShare(attainment, language));
}

/** A figure of the report that leads to the clocks behind it. */
export function CountLink({ count, counted, values, label }: { count: number; counted: SlaCount; values: ReportValues; label?: string }) {
  const language = useLanguage();
  const text = formatNumber(count, language);
  if (count === 0) return <span className="figure figure-none">{text}</span>;
  return (
    <Link className="figure" to={addressOf('/reports/clocks', { ...values, counted })} aria-label={label ? `${label} ${text}` : undefined}>
      {text}
    </Link>
  );
}
