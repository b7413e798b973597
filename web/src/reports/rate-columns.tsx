import type { TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SlaCount } from '../gql/schema.ts';
import { useWord } from '../words/word.tsx';
import { Attainment, CountLink } from './attainment.tsx';
import type { Place } from './dimension.ts';
import type { ReportValues } from './report-values.ts';
import type { SlaFiguresFragment } from './sla.gql.ts';

type RatedPlace = { place: Place; counts: SlaFiguresFragment };

const figures: readonly { counted: SlaCount; of: (counts: SlaFiguresFragment) => number }[] = [
  { counted: 'MET', of: (counts) => counts.met },
  { counted: 'BREACHED', of: (counts) => counts.breached },
  { counted: 'RUNNING', of: (counts) => counts.running },
  { counted: 'EXCLUDED', of: (counts) => counts.excluded },
  { counted: 'WITHOUT_PROMISE', of: (counts) => counts.withoutPromise },
];

/** Every figure of a row of the SLA report, each leading to its clocks. */
export function useRateColumns(heading: string, values: ReportValues): NonNullable<TableProps<RatedPlace>['columns']> {
  const { t } = useTranslation('reports');
  const word = useWord();
  return [
    {
      title: heading,
      key: 'place',
      fixed: 'left',
      width: 200,
      render: (_, { place }) => (
        <>
          {place.label}
          {place.second && <small className="second-line">{place.second}</small>}
        </>
      ),
    },
    {
      title: t('attainment'),
      key: 'attainment',
      align: 'right',
      width: 100,
      sorter: (a, b) => Number(a.counts.attainment ?? -1) - Number(b.counts.attainment ?? -1),
      render: (_, { counts }) => <Attainment of={counts} />,
    },
    ...figures.map(({ counted, of }) => ({
      title: word('SlaCount', counted),
      key: counted,
      align: 'right' as const,
      width: 96,
      sorter: (a: RatedPlace, b: RatedPlace) => of(a.counts) - of(b.counts),
      render: (_: unknown, { place, counts }: RatedPlace) =>
        place.values ? (
          <CountLink count={of(counts)} counted={counted} values={{ ...values, ...place.values }} label={`${place.label} ${word('SlaCount', counted)}`} />
        ) : (
          <span className="figure">{of(counts)}</span>
        ),
    })),
    {
      title: t('total'),
      key: 'total',
      align: 'right',
      width: 90,
      sorter: (a, b) => a.counts.total - b.counts.total,
      render: (_, { counts }) => <span className="figure">{counts.total}</span>,
    },
  ];
}
