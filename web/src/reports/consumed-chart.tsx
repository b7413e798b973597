import type { TableProps } from 'antd';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useLanguage } from '../app/use-language.ts';
import { Chart, type Picked } from '../chart/chart.tsx';
import type { Palette } from '../chart/palette.ts';
import type { PauseParty } from '../gql/schema.ts';
import { formatNumber, formatShare } from '../money/money.tsx';
import { formatDuration } from '../time/format.ts';
import { useWord } from '../words/word.tsx';
import { axisStyle, legendStyle, tooltipStyle } from './chart-style.ts';
import type { Consumed } from './consumed-total.tsx';
import type { Place } from './dimension.ts';
import { parties, partyColours } from './parties.ts';
import { addressOf, type ReportValues } from './report-values.ts';

type Row = { place: Place; time: Consumed };

/** Bars that can be told apart; the table has them all. */
const SHOWN = 15;
const HOUR = 3600;

const secondsOf = (time: Consumed, party: PauseParty) => time.parties.find((one) => one.party === party)?.seconds ?? 0;

/** The time of each row, stacked by who answers for it. */
export function ConsumedChart({ title, heading, rows, values }: { title: string; heading: string; rows: readonly Row[]; values: ReportValues }) {
  const { t } = useTranslation('reports');
  const word = useWord();
  const language = useLanguage();
  const navigate = useNavigate();
  const top = useMemo(
    () => (rows.length > SHOWN ? [...rows].sort((a, b) => b.time.totalSeconds - a.time.totalSeconds).slice(0, SHOWN) : rows),
    [rows],
  );

  const option = useCallback(
    (palette: Palette) => {
      const colours = partyColours(palette);
      return {
        tooltip: { ...tooltipStyle(palette), trigger: 'axis' as const, axisPointer: { type: 'shadow' as const } },
        legend: legendStyle(palette),
        grid: { top: 36, left: 8, right: 20, bottom: 24 },
        xAxis: {
          ...axisStyle(palette),
          type: 'value' as const,
          name: t('hours'),
          nameLocation: 'middle' as const,
          nameGap: 26,
          axisLabel: { color: palette.text, hideOverlap: true, formatter: (value: number) => formatNumber(value, language) },
          splitNumber: 4,
        },
        yAxis: {
          ...axisStyle(palette),
          type: 'category' as const,
          inverse: true,
          data: top.map(({ place }) => place.label),
          axisLabel: { color: palette.text, width: 150, overflow: 'truncate' as const },
        },
        series: parties.map((party) => ({
          name: word('PauseParty', party),
          type: 'bar' as const,
          stack: 'time',
          barMaxWidth: 20,
          color: colours[party],
          data: top.map(({ time }) => secondsOf(time, party) / HOUR),
          tooltip: { valueFormatter: (value: unknown) => (typeof value === 'number' ? formatDuration(value * HOUR, language) : '—') },
        })),
      };
    },
    [top, language, word, t],
  );
  const pick = useCallback(
    ({ dataIndex }: Picked) => {
      const place = top[dataIndex]?.place;
      if (place?.values) void navigate(addressOf('/reports/clocks', { ...values, ...place.values, counted: 'MET' }));
    },
    [top, navigate, values],
  );
  const columns: NonNullable<TableProps<Row>['columns']> = [
    {
      title: heading,
      key: 'place',
      render: (_, { place }) =>
        place.values ? <Link to={addressOf('/reports/clocks', { ...values, ...place.values, counted: 'MET' })}>{place.label}</Link> : place.label,
    },
    ...parties.map((party) => ({
      title: word('PauseParty', party),
      key: party,
      align: 'right' as const,
      sorter: (a: Row, b: Row) => secondsOf(a.time, party) - secondsOf(b.time, party),
      render: (_: unknown, { time }: Row) => {
        const own = time.parties.find((one) => one.party === party);
        return (
          <span className="figure">
            {formatDuration(own?.seconds ?? 0, language)}
            <small className="second-line">{own?.share ? formatShare(own.share, language) : t('notRated')}</small>
          </span>
        );
      },
    })),
    {
      title: t('total'),
      key: 'total',
      align: 'right',
      sorter: (a, b) => a.time.totalSeconds - b.time.totalSeconds,
      render: (_, { time }) => <span className="figure">{formatDuration(time.totalSeconds, language)}</span>,
    },
  ];
  const shown = rows.length > SHOWN ? t('topOf', { title, count: SHOWN, all: rows.length }) : title;
  return <Chart title={shown} option={option} height={Math.max(220, 90 + top.length * 30)} rows={rows} columns={columns} rowKey={({ place }) => place.key} onPick={pick} />;
}
