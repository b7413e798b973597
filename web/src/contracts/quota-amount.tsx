import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Language } from '../app/language.ts';
import { useLanguage } from '../app/use-language.ts';
import type { QuotaKind } from '../gql/schema.ts';
import { formatNumber } from '../money/money.tsx';

/** Visits are counted, work is measured in minutes. */
export function quotaText(kind: QuotaKind, amount: number, language: Language, t: TFunction<'contracts'>): string {
  return kind === 'VISITS' ? t('quota.visits', { count: amount }) : t('quota.hours', { count: amount / 60, hours: formatNumber(amount / 60, language, { maximumFractionDigits: 2 }) });
}

export function QuotaAmount({ kind, amount }: { kind: QuotaKind; amount: number }) {
  const { t } = useTranslation('contracts');
  return <span className="figure">{quotaText(kind, amount, useLanguage(), t)}</span>;
}
