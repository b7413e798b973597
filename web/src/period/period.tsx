import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { localeOf } from '../app/language.ts';
import { useLanguage } from '../app/use-language.ts';
import type { PeriodKind } from '../gql/schema.ts';

/** What people call a period: `2026 年第 3 季度`, `Q3 2026`. It always begins on a first day of its kind. */
export function usePeriodName(): (kind: PeriodKind, startsOn: string) => string {
  const { t } = useTranslation('app');
  const language = useLanguage();
  return useCallback(
    (kind, startsOn) => {
      const [year = '', month = ''] = startsOn.split('-');
      const at = Number(month);
      switch (kind) {
        case 'MONTH': {
          const short = new Intl.DateTimeFormat(localeOf(language), { month: 'short', timeZone: 'UTC' });
          return t('period.MONTH', { year, part: at, month: short.format(new Date(`${startsOn}T00:00:00Z`)) });
        }
        case 'QUARTER':
          return t('period.QUARTER', { year, part: Math.ceil(at / 3) });
        case 'HALF_YEAR':
          return at < 7 ? t('period.HALF_YEAR_1', { year }) : t('period.HALF_YEAR_2', { year });
        case 'YEAR':
          return t('period.YEAR', { year });
      }
    },
    [language, t],
  );
}

export function PeriodName({ kind, startsOn }: { kind: PeriodKind; startsOn: string }) {
  const name = usePeriodName();
  return <>{name(kind, startsOn)}</>;
}
