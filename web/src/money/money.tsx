import { useLanguage } from '../app/use-language.ts';
import { type Language, localeOf } from '../app/language.ts';

type Decimal = `${number}`;

function isDecimal(text: string): text is Decimal {
  return /^-?\d+(\.\d+)?$/.test(text);
}

/** The API gives money as decimal text; it is never a number here, so no fen is lost. */
export function formatMoney(amount: string, language: Language): string {
  if (!isDecimal(amount)) return amount;
  return new Intl.NumberFormat(localeOf(language), { style: 'currency', currency: 'CNY', currencyDisplay: 'narrowSymbol' }).format(amount);
}

export function Money({ amount }: { amount: string | null | undefined }) {
  const language = useLanguage();
  if (amount === null || amount === undefined) return <span aria-hidden>—</span>;
  return <span className="figure">{formatMoney(amount, language)}</span>;
}

export function formatNumber(value: number, language: Language, options?: Intl.NumberFormatOptions): string {
  return new Intl.NumberFormat(localeOf(language), options).format(value);
}

/** `rate` is a share of one, such as the decimal text of an attainment. */
export function formatShare(rate: number | string, language: Language, digits = 1): string {
  return formatNumber(Number(rate), language, { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits });
}
