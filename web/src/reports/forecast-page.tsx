import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import type { ForecastStanding } from '../gql/schema.ts';
import { oneOf, useFilters } from '../list/filters.ts';
import { QueryState } from '../page/query-state.tsx';
import { Choice } from './choice.tsx';
import { ForecastClocks } from './forecast-clocks.tsx';
import { BreachForecastDocument } from './forecast.gql.ts';
import { ForecastFigures } from './forecast-figures.tsx';
import { ReportsFrame } from './reports-frame.tsx';
import { forecastFilter, useReportValues } from './report-values.ts';

export const horizons = ['24', '72', '168'] as const;
export type Horizon = (typeof horizons)[number];
const standings = ['COMING', 'OVERDUE', 'PAUSED'] as const satisfies readonly ForecastStanding[];
const fields = { standing: oneOf<ForecastStanding>(standings), hours: oneOf(horizons) };

/** Which open promises fall due when, and how many are likely to be broken. */
export default function ForecastPage() {
  const { t } = useTranslation('reports');
  const filters = useReportValues();
  const { values: chosen, set } = useFilters(fields);
  const standing = chosen.standing ?? 'COMING';
  const hours = chosen.hours ?? '72';
  const filter = useMemo(() => forecastFilter(filters.values), [filters.values]);
  const horizonHours = Number(hours);
  const [query, again] = useQuery({ query: BreachForecastDocument, variables: { filter, horizonHours } });
  const forecast = query.data?.breachForecast;
  return (
    <ReportsFrame
      view="forecast"
      filters={filters}
      show={['agency', 'vendor', 'contract', 'system', 'metric', 'priority']}
      report={{ forecast: { filter, horizonHours } }}
      barEnd={
        <Choice
          label={t('forecast.horizon')}
          value={hours}
          onChange={(next) => set({ hours: next })}
          options={horizons.map((one) => ({ value: one, label: t(`forecast.hours.${one}`) }))}
        />
      }
    >
      <QueryState query={query} retry={() => again({ requestPolicy: 'network-only' })}>
        {forecast && <ForecastFigures forecast={forecast} standing={standing} hours={hours} onChoose={set} />}
      </QueryState>
      <ForecastClocks filter={filter} horizonHours={horizonHours} standing={standing} />
    </ReportsFrame>
  );
}
