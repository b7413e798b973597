import type { Palette } from '../chart/palette.ts';
import { axisStyle } from './chart-style.ts';

/** Up to 100 %, from a whole step below the least rate, so that differences are seen and the axis says where it begins. */
export function rateAxis(rates: readonly (number | null)[], palette: Palette, text: (rate: number) => string) {
  const least = Math.min(1, ...rates.filter((rate) => rate !== null));
  const span = 1 - least;
  const step = span < 0.2 ? 0.05 : span < 0.45 ? 0.1 : 0.25;
  const min = Math.max(0, Math.ceil(least / step - 1.0001) * step);
  return { ...axisStyle(palette), type: 'value' as const, min: Number(min.toFixed(2)), max: 1, interval: step, axisLabel: { color: palette.text, formatter: text } };
}
