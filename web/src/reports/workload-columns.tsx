import type { TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLanguage } from '../app/use-language.ts';
import { formatNumber } from '../money/money.tsx';
import { formatDuration } from '../time/format.ts';
import type { Place } from './dimension.ts';
import { type TicketValues, toTickets } from './ticket-values.ts';
import type { WorkloadFiguresFragment } from './workload.gql.ts';

type WorkedPlace = { place: Place; counts: WorkloadFiguresFragment };

type Base = Omit<TicketValues, 'figure' | 'at'> & { from: string; before: string };

/** Figures of the workload, each leading to its tickets. */
export function useWorkloadColumns(heading: string, base: Base): NonNullable<TableProps<WorkedPlace>['columns']> {
  const { t } = useTranslation('reports');
  const language = useLanguage();

  const link = (place: Place, count: number, name: string, values: TicketValues) => {
    const text = formatNumber(count, language);
    if (count === 0 || !place.values) return <span className="figure figure-none">{text}</span>;
    return (
      <Link className="figure" to={toTickets({ ...values, ...ticketPart(place) })} aria-label={`${place.label} ${name} ${text}`}>
        {text}
      </Link>
    );
  };
  const { from, before, ...having } = base;
  const figures: readonly { key: 'openAtStart' | 'raised' | 'resolved' | 'closed' | 'cancelled' | 'openAtEnd'; values: TicketValues }[] = [
    { key: 'openAtStart', values: { ...having, figure: 'openAt', at: from } },
    { key: 'raised', values: { ...base, figure: 'raised' } },
    { key: 'closed', values: { ...base, figure: 'closed' } },
    { key: 'cancelled', values: { ...base, figure: 'cancelled' } },
    { key: 'openAtEnd', values: { ...having, figure: 'openAt', at: before } },
    { key: 'resolved', values: { ...base, figure: 'resolved' } },
  ];
  const signs: Partial<Record<(typeof figures)[number]['key'], string>> = { raised: '+ ', closed: '− ', cancelled: '− ', openAtEnd: '= ' };
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
    ...figures.map(({ key, values }) => ({
      title: `${signs[key] ?? ''}${t(`workload.${key}`)}`,
      key,
      align: 'right' as const,
      width: 110,
      sorter: (a: WorkedPlace, b: WorkedPlace) => a.counts[key] - b.counts[key],
      render: (_: unknown, { place, counts }: WorkedPlace) => link(place, counts[key], t(`workload.${key}`), values),
    })),
    {
      title: t('workload.booked'),
      key: 'booked',
      align: 'right',
      width: 130,
      sorter: (a, b) => a.counts.bookedMinutes - b.counts.bookedMinutes,
      render: (_, { place, counts }) =>
        counts.bookedMinutes > 0 && place.values ? (
          <Link className="figure" to={toTickets({ ...base, ...ticketPart(place), figure: 'booked' })}>
            {formatDuration(counts.bookedMinutes * 60, language)}
          </Link>
        ) : (
          <Minutes count={counts.bookedMinutes} />
        ),
    },
    {
      title: t('workload.billable'),
      key: 'billable',
      align: 'right',
      width: 130,
      sorter: (a, b) => a.counts.billableMinutes - b.counts.billableMinutes,
      render: (_, { counts }) => <Minutes count={counts.billableMinutes} />,
    },
  ];
}

/** Of a row's values those that a list of tickets takes: workload is told apart neither by month nor by metric. */
function ticketPart({ values }: Place): Partial<TicketValues> {
  if (!values) return {};
  const { agencyId, agencyAlone, vendorId, contractId, systemId, teamId, routed, assigneeId, assigned, kind, priority } = values;
  const own = { agencyId, agencyAlone, vendorId, contractId, systemId, teamId, routed, assigneeId, assigned, kind, priority };
  return Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
}

function Minutes({ count }: { count: number }) {
  const language = useLanguage();
  return count === 0 ? <span className="figure figure-none">0</span> : <span className="figure">{formatDuration(count * 60, language)}</span>;
}
