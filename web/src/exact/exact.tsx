import type { Language } from '../app/language.ts';
import { useLanguage } from '../app/use-language.ts';
import { formatNumber } from '../money/money.tsx';

/** The API gives exact fractions in lowest terms, `19/20` or `-3`, so that anybody can compute them again; here they are only drawn as decimals. */
export function decimalOf(exact: string): number {
  const [numerator, denominator] = exact.split('/');
  return Number(numerator) / Number(denominator ?? '1');
}

export function formatExact(exact: string, language: Language, digits = 2): string {
  const decimal = decimalOf(exact);
  return Number.isFinite(decimal) ? formatNumber(decimal, language, { maximumFractionDigits: digits }) : exact;
}

type Props = {
  of: string | null | undefined;
  digits?: number;
  /** As many digits in any case, so that a column of them lines up. */
  fixed?: boolean;
  /** As a share of a hundred. */
  percent?: boolean;
  /** With a plus before what is above 0. */
  signed?: boolean;
};

/** A decimal, with the fraction it comes from in the tooltip where the decimal is not all of it. */
export function Exact({ of, digits = 2, fixed = false, percent = false, signed = false }: Props) {
  const language = useLanguage();
  if (of === null || of === undefined) return <span aria-hidden>—</span>;
  const decimal = decimalOf(of);
  const text = formatNumber(decimal, language, {
    maximumFractionDigits: digits,
    ...(fixed ? { minimumFractionDigits: digits } : {}),
    ...(percent ? { style: 'percent' } : {}),
    ...(signed ? { signDisplay: 'exceptZero' } : {}),
  });
  return (
    <span className="figure" title={of.includes('/') ? of : undefined}>
      {text}
    </span>
  );
}
