import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart, type Picked } from '../chart/chart.tsx';
import type { Palette } from '../chart/palette.ts';
import { useLanguage } from '../app/use-language.ts';
import type { ForecastStanding } from '../gql/schema.ts';
import { formatNumber } from '../money/money.tsx';
import { Instant } from '../time/instant.tsx';
import { useWord } from '../words/word.tsx';
import { axisStyle, tooltipStyle } from './chart-style.ts';
import type { BreachForecastQuery } from './forecast.gql.ts';
import type { Horizon } from './forecast-page.tsx';

type Forecast = BreachForecastQuery['breachForecast'];
type Choice = { standing: ForecastStanding; hours?: Horizon };
type Bar = { name: string; count: number; choice: Choice };

type Props = { forecast: Forecast; standing: ForecastStanding; hours: Horizon; onChoose: (choice: Choice) => void };

/** The figures of the forecast; each chooses the list below. */
export function ForecastFigures({ forecast, standing, hours, onChoose }: Props) {
  const { t } = useTranslation('reports');
  const word = useWord();
  const language = useLanguage();
  const { expected } = forecast;
  const bars: readonly Bar[] = [
    { name: word('ForecastStanding', 'OVERDUE'), count: forecast.overdue, choice: { standing: 'OVERDUE' } },
    { name: t('forecast.hours.24'), count: forecast.dueWithin24Hours, choice: { standing: 'COMING', hours: '24' } },
    { name: t('forecast.hours.72'), count: forecast.dueWithin72Hours, choice: { standing: 'COMING', hours: '72' } },
    { name: t('forecast.hours.168'), count: forecast.dueWithin7Days, choice: { standing: 'COMING', hours: '168' } },
    { name: word('ForecastStanding', 'PAUSED'), count: forecast.paused, choice: { standing: 'PAUSED' } },
  ];
  const isChosen = ({ choice }: Bar) => choice.standing === standing && (choice.hours === undefined || choice.hours === hours);
  const key = bars.map(({ count }) => count).join(' ');
  const option = useCallback(
    (palette: Palette) => {
      const colours = [palette.bad, palette.waiting, palette.series[0], palette.series[4], palette.series[6]];
      return {
        tooltip: { ...tooltipStyle(palette), trigger: 'item' as const },
        grid: { top: 38, left: 8, right: 8, bottom: 8 },
        xAxis: { ...axisStyle(palette), type: 'category' as const, data: bars.map(({ name }) => name), axisLabel: { color: palette.text, interval: 0, overflow: 'break' as const, width: 72 } },
        yAxis: { ...axisStyle(palette), type: 'value' as const, name: t('axis.clocks'), minInterval: 1 },
        series: [
          {
            type: 'bar' as const,
            barMaxWidth: 44,
            label: { show: true, position: 'top' as const, color: palette.text },
            data: bars.map(({ count }, at) => ({ value: count, itemStyle: { color: colours[at] ?? palette.text } })),
          },
        ],
      };
    },
    // The bars are new with every drawing; their counts and the language are what they say.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [key, language],
  );
  const pick = ({ dataIndex }: Picked) => {
    const bar = bars[dataIndex];
    if (bar) onChoose(bar.choice);
  };
  return (
    <>
      <section className="section counts" aria-label={t('forecast.expected')}>
        <div className="counts-rate">
          <span className="counts-name">{t('forecast.expected')}</span>
          <strong>{expected.rated > 0 ? t('forecast.about', { breaches: expected.breaches }) : t('notRated')}</strong>
          <span className="counts-note">{t('forecast.expectedOf', { rated: expected.rated, clocks: expected.clocks })}</span>
        </div>
        <div className="counts-sum">
          <dl>
            {bars.map((bar) => (
              <div key={bar.name} className="count">
                <dt>{bar.name}</dt>
                <dd>
                  <button type="button" className="figure-button figure" aria-pressed={isChosen(bar)} onClick={() => onChoose(bar.choice)}>
                    {formatNumber(bar.count, language)}
                  </button>
                </dd>
              </div>
            ))}
          </dl>
          <p className="counts-note">
            {t('asOf')} <Instant at={forecast.asOf} showZone />
          </p>
        </div>
      </section>
      <Chart
        title={t('forecast.chart')}
        option={option}
        height={220}
        rows={bars}
        columns={[
          { title: t('state'), key: 'name', render: (_, { name }) => name },
          { title: t('forecast.count'), key: 'count', align: 'right', render: (_, { count }) => count },
        ]}
        rowKey={({ name }) => name}
        onPick={pick}
      />
    </>
  );
}
