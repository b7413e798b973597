import { BarChartOutlined, TableOutlined } from '@ant-design/icons';
import { Button, Skeleton, Table, type TableProps } from 'antd';
import type { EChartsOption } from 'echarts';
import type { EChartsType } from 'echarts/core';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDark } from '../app/appearance.ts';
import { type Palette, paletteOf } from './palette.ts';

/** What was clicked: the place in the series and the name of the category. */
export type Picked = { name: string; seriesName: string | undefined; dataIndex: number; data: unknown };

type Props<R extends object> = {
  title: string;
  /** Of the palette, so that it fits the light and the dark page. */
  option: (palette: Palette) => EChartsOption;
  height?: number;
  /** The same figures as a table: for screen readers, for copying, for paper. */
  rows: readonly R[];
  columns: NonNullable<TableProps<R>['columns']>;
  rowKey: (row: R) => string;
  /** Leads from a bar or a point to what it counts. */
  onPick?: (picked: Picked) => void;
};

const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;

/** A chart that can be read as a table too. ECharts is fetched with the first one on a page. */
export function Chart<R extends object>({ title, option, height = 280, rows, columns, rowKey, onPick }: Props<R>) {
  const { t } = useTranslation('app');
  const [asTable, setAsTable] = useState(false);
  const heading = useId();
  return (
    <figure className="chart" aria-labelledby={heading}>
      <figcaption className="chart-head">
        <h2 id={heading} className="chart-title">
          {title}
        </h2>
        <Button
          type="text"
          size="small"
          icon={asTable ? <BarChartOutlined /> : <TableOutlined />}
          aria-pressed={asTable}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? t('chart.asChart') : t('chart.asTable')}
        </Button>
      </figcaption>
      {asTable ? (
        <Table<R> size="small" columns={columns} dataSource={[...rows]} rowKey={rowKey} pagination={false} scroll={{ x: 'max-content' }} />
      ) : (
        <Canvas title={title} option={option} height={height} onPick={onPick} />
      )}
    </figure>
  );
}

type CanvasProps = { title: string; option: (palette: Palette) => EChartsOption; height: number; onPick: ((picked: Picked) => void) | undefined };

function Canvas({ title, option, height, onPick }: CanvasProps) {
  const place = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<EChartsType | null>(null);
  const isDark = useDark();

  useEffect(() => {
    let made: EChartsType | undefined;
    let gone = false;
    const sizes = new ResizeObserver(() => made?.resize());
    void import('./engine.ts').then(({ init }) => {
      if (gone || !place.current) return;
      made = init(place.current);
      sizes.observe(place.current);
      setChart(made);
    });
    return () => {
      gone = true;
      sizes.disconnect();
      made?.dispose();
      setChart(null);
    };
  }, []);

  useEffect(() => {
    if (!chart) return;
    const palette = paletteOf(isDark);
    chart.setOption(
      {
        color: palette.series,
        animation: !calm,
        textStyle: { color: palette.text, fontFamily: 'inherit' },
        aria: { enabled: true, label: { description: title } },
        ...option(palette),
      },
      { notMerge: true },
    );
  }, [chart, isDark, option, title]);

  useEffect(() => {
    if (!chart || !onPick) return;
    const pick = (event: { name: string; seriesName?: string; dataIndex: number; data: unknown }) => {
      onPick({ name: event.name, seriesName: event.seriesName, dataIndex: event.dataIndex, data: event.data });
    };
    chart.on('click', pick);
    return () => {
      chart.off('click', pick);
    };
  }, [chart, onPick]);

  return (
    <div className="chart-place" style={{ height }}>
      {!chart && <Skeleton.Node active className="chart-wait" />}
      <div ref={place} className={onPick ? 'chart-canvas chart-canvas-pick' : 'chart-canvas'} role="img" aria-label={title} />
    </div>
  );
}
