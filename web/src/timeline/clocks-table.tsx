import { Grid, Table, type TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { Name } from '../party/name.tsx';
import { Instant } from '../time/instant.tsx';
import { Word, WordTag } from '../words/word.tsx';
import { type Bar, barsOf, drawnEvents, type Happening, type Lane, type TimelineTicket } from './lanes.ts';
import { OpenTime } from './open-time.tsx';

type Props = { lanes: readonly Lane[]; ticket: TimelineTicket; zone: string };

/** The same as the drawing, for those who would rather read: every segment of every clock, then what happened. */
export function ClocksTable({ lanes, ticket, zone }: Props) {
  const { t } = useTranslation('timeline');
  const narrow = !(Grid.useBreakpoint().md ?? true);
  // A segment that the deadline cuts in two is one row.
  const bars = lanes.flatMap(barsOf).filter((bar) => !bar.key.endsWith(' late'));
  const columns: TableProps<Bar>['columns'] = [
    {
      title: t('table.clock'),
      render: (_, bar) => (
        <>
          <Word of="Metric" is={bar.clock.metric} /> {bar.clock.cycle > 1 && t('cycle', { number: bar.clock.cycle })}
        </>
      ),
    },
    { title: t('table.verdict'), render: (_, bar) => <WordTag of="ClockState" is={bar.clock.state} /> },
    { title: t('table.kind'), render: (_, bar) => <Word of="SegmentKind" is={bar.segment.kind} /> },
    { title: t('details.from'), render: (_, bar) => <Instant at={bar.segment.from} precision="second" zone={zone} /> },
    { title: t('details.to'), render: (_, bar) => <Instant at={bar.segment.to} precision="second" zone={zone} /> },
    { title: t('details.open'), render: (_, bar) => <OpenTime seconds={bar.segment.openSeconds} /> },
    {
      title: t('details.charged'),
      render: (_, { segment }) => (segment.vendor ? <Name of={segment.vendor} /> : segment.kind === 'CLOSED' ? '—' : <Word of="PauseParty" is={segment.party} />),
    },
    { title: t('due'), render: (_, bar) => <Instant at={bar.clock.dueAt} zone={zone} /> },
  ];
  const eventColumns: TableProps<Happening>['columns'] = [
    { title: t('table.event'), render: (_, event) => <Word of="EventType" is={event.type} /> },
    { title: t('table.at'), render: (_, event) => <Instant at={event.correctedAt ?? event.occurredAt} precision="second" zone={zone} /> },
    { title: t('table.side'), render: (_, event) => <Word of="ActorSide" is={event.side} /> },
    { title: t('table.who'), render: (_, event) => event.actor?.name ?? '—' },
  ];
  const events = drawnEvents(ticket.events);
  if (narrow) {
    return (
      <div className="tl-tables">
        <ul className="tl-list" aria-label={t('table.segments')}>
          {bars.map((bar) => (
            <li key={bar.key}>
              <Word of="Metric" is={bar.clock.metric} /> {bar.clock.cycle > 1 && t('cycle', { number: bar.clock.cycle })} · <Word of="SegmentKind" is={bar.segment.kind} />
              <small>
                <Instant at={bar.segment.from} zone={zone} /> – <Instant at={bar.segment.to} zone={zone} />
              </small>
              {bar.segment.kind !== 'CLOSED' && (
                <small>
                  <OpenTime seconds={bar.segment.openSeconds} /> · {t('details.charged')}{' '}
                  {bar.segment.vendor ? <Name of={bar.segment.vendor} /> : <Word of="PauseParty" is={bar.segment.party} />}
                </small>
              )}
            </li>
          ))}
        </ul>
        <ul className="tl-list" aria-label={t('table.events')}>
          {events.map((event) => (
            <li key={event.id}>
              <Word of="EventType" is={event.type} /> · {event.actor?.name ?? <Word of="ActorSide" is={event.side} />}
              <small>
                <Instant at={event.correctedAt ?? event.occurredAt} precision="second" zone={zone} />
              </small>
            </li>
          ))}
        </ul>
      </div>
    );
  }
  return (
    <div className="tl-tables">
      <Table<Bar> aria-label={t('table.segments')} size="small" pagination={false} rowKey={(bar) => bar.key} columns={columns} dataSource={[...bars]} />
      <Table<Happening>
        aria-label={t('table.events')}
        size="small"
        pagination={false}
        rowKey={(event) => event.id}
        columns={eventColumns}
        dataSource={[...events]}
      />
    </div>
  );
}
