import { useTranslation } from 'react-i18next';
import type { PeriodKind, RankingKind } from '../gql/schema.ts';
import { useLanguage } from '../app/use-language.ts';
import { useName } from '../party/name.tsx';
import { formatDate } from '../time/format.ts';

type Period = { period: PeriodKind; startsOn: string; endsOn: string };

/** `2025 年`, `2026 年第 3 季度`: periods of the calendar by their name, others by their days. */
export function usePeriodText(): (of: Period) => string {
  const { t } = useTranslation('ranking');
  const language = useLanguage();
  return ({ period, startsOn, endsOn }) => {
    const [year = '', month = ''] = startsOn.split('-');
    switch (period) {
      case 'YEAR':
        return t('period.YEAR', { year });
      case 'HALF_YEAR':
        return t('period.HALF_YEAR', { year, half: month === '01' ? 1 : 2 });
      case 'QUARTER':
        return t('period.QUARTER', { year, quarter: Math.ceil(Number(month) / 3) });
      case 'MONTH':
        return t('period.MONTH', { year, month: Number(month) });
      default:
        return `${formatDate(startsOn, language)} – ${formatDate(endsOn, language)}`;
    }
  };
}

type Under = { agencyName: string; agencyNameEn: string | null };

/** The agency under which is compared. */
export function useUnder(): (of: Under) => string {
  const name = useName();
  return (of) => name({ name: of.agencyName, nameEn: of.agencyNameEn });
}

export function useRankingTitle(): (of: Period & Under & { kind: RankingKind }) => string {
  const { t } = useTranslation('ranking');
  const periodText = usePeriodText();
  const under = useUnder();
  return (of) => t(`titleOf.${of.kind}`, { agency: under(of), period: periodText(of) });
}
