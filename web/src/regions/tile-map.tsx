import type { EChartsOption } from 'echarts';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../app/use-language.ts';
import { Chart, type Picked } from '../chart/chart.tsx';
import type { Palette } from '../chart/palette.ts';
import { formatShare } from '../money/money.tsx';
import { tooltipStyle } from '../reports/chart-style.ts';
import { type AreaRow, useAreaColumns } from './area-columns.tsx';
import { placeTiles } from './tiles.ts';

type Props = { title: string; rows: readonly AreaRow[]; onChoose: (id: string) => void };

/** Tints on which the text can be read, the worst first. */
const tints = { light: ['#f5c9c5', '#fbe3c0', '#e3eef9', '#cdead8'], dark: ['#6a2723', '#5c4217', '#23405e', '#1f4a33'], none: { light: '#e5e7eb', dark: '#333b46' } };
const steps = [0.9, 0.95, 0.98];

/** Each area a tile, its colour and its number the rate; where nothing was judged it says so. */
export function TileMap({ title, rows, onChoose }: Props) {
  const { t } = useTranslation(['regions', 'reports']);
  const language = useLanguage();
  const columns = useAreaColumns();
  const { placed, columns: wide, rows: high, isDiagram } = placeTiles(rows);
  const key = JSON.stringify(placed.map(({ area }) => [area.short, area.counts.attainment]));

  const option = useCallback(
    (palette: Palette): EChartsOption => {
      const isLight = palette.ground === '#ffffff';
      const colours = isLight ? tints.light : tints.dark;
      const series = [true, false].map((rated) => {
        const own = placed.filter(({ area }) => (area.counts.attainment !== null) === rated);
        return {
          type: 'heatmap' as const,
          data: own.map(({ area, tile }) => ({
            name: area.id,
            value: [tile.column, tile.row, area.counts.attainment === null ? 0 : Number(area.counts.attainment)],
            label: {
              formatter: `{name|${area.short}}\n{rate|${area.counts.attainment === null ? t('reports:notRated') : formatShare(area.counts.attainment, language)}}`,
            },
          })),
          label: {
            show: true,
            color: isLight ? '#1f2733' : '#e8ecf1',
            rich: { name: { fontSize: 14, lineHeight: 20 }, rate: { fontSize: 17, fontWeight: 600 as const, lineHeight: 24 } },
          },
          itemStyle: { borderColor: palette.ground, borderWidth: 4, borderRadius: 8 },
          emphasis: { itemStyle: { borderColor: palette.series[0] ?? palette.text, borderWidth: 2 } },
        };
      });
      const percent = (share: number) => formatShare(share, language, 0);
      const [low = 0, middle = 0, high_ = 0] = steps;
      return {
        tooltip: { ...tooltipStyle(palette), show: false },
        grid: { top: 4, left: 4, right: 4, bottom: 44 },
        xAxis: { type: 'category', show: false, data: Array.from({ length: wide }, (_, at) => String(at)) },
        yAxis: { type: 'category', show: false, inverse: true, data: Array.from({ length: high }, (_, at) => String(at)) },
        visualMap: [
          {
          type: 'piecewise',
          seriesIndex: 0,
          dimension: 2,
          orient: 'horizontal',
          left: 'center',
          bottom: 4,
          itemGap: 14,
          textStyle: { color: palette.text, fontSize: 13 },
          pieces: [
            { lt: low, label: `< ${percent(low)}`, color: colours[0] ?? '' },
            { gte: low, lt: middle, label: `${percent(low)}–${percent(middle)}`, color: colours[1] ?? '' },
            { gte: middle, lt: high_, label: `${percent(middle)}–${percent(high_)}`, color: colours[2] ?? '' },
            { gte: high_, label: `≥ ${percent(high_)}`, color: colours[3] ?? '' },
          ],
          },
          { type: 'piecewise', seriesIndex: 1, dimension: 2, show: false, pieces: [{ gte: 0, color: isLight ? tints.none.light : tints.none.dark }] },
        ],
        series,
      };
    },
    // The tiles are new with every drawing; what stands on them is the key.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [key, language, t],
  );
  const pick = ({ name }: Picked) => onChoose(name);
  return (
    <>
      <Chart title={title} option={option} height={high * 84 + 52} rows={rows} columns={columns} rowKey={(row) => row.id} onPick={pick} />
      <p className="tile-note">{isDiagram ? t('regions:diagram') : t('regions:byCode')}</p>
    </>
  );
}
