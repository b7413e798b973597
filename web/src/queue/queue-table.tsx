import { Button, Grid, Table, type TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Loaded } from '../list/connection.ts';
import { QueryState } from '../page/query-state.tsx';
import { Name } from '../party/name.tsx';
import { Word, WordTag } from '../words/word.tsx';
import { QueueActs, type QuickAct } from './queue-acts.tsx';
import { QueueClock } from './queue-clock.tsx';
import type { QueueTicketFragment } from './queue.gql.ts';

type Row = QueueTicketFragment;

type Props = {
  list: Loaded<Row>;
  chosenId: string | undefined;
  marked: ReadonlySet<string>;
  /** The ticket that is being acknowledged. */
  busyId: string | undefined;
  onChoose: (id: string) => void;
  onAcknowledge: (ticket: Row) => void;
  onOpen: (ticket: Row, act: QuickAct) => void;
  emptyText: string;
};

export function QueueTable(props: Props) {
  const { list, chosenId, marked, onChoose, emptyText } = props;
  const { t } = useTranslation('queue');
  const narrow = !(Grid.useBreakpoint().md ?? true);
  const look = (row: Row) => [row.id === chosenId ? 'queue-row-chosen' : '', marked.has(row.id) ? 'queue-row-marked' : ''].join(' ');
  const columns: TableProps<Row>['columns'] = [
    { title: t('column.left'), width: 190, render: (_, row) => <QueueClock ticket={row} /> },
    { title: t('column.ticket'), render: (_, row) => <What ticket={row} onChoose={onChoose} /> },
    { title: t('column.priority'), width: 80, render: (_, row) => <WordTag of="Priority" is={row.priority} /> },
    { title: t('column.state'), width: 130, render: (_, row) => <Standing ticket={row} /> },
    { title: t('column.who'), width: 140, render: (_, row) => <Who ticket={row} /> },
    { title: t('column.acts'), width: 160, render: (_, row) => <RowActs {...props} row={row} /> },
  ];
  return (
    <div className="list queue-list">
      <QueryState query={list} retry={list.reload} empty={list.rows.length === 0} emptyText={emptyText}>
        {list.rows.length > 0 &&
          (narrow ? (
            <ul className="cards" aria-label={t('queue.title')}>
              {list.rows.map((row) => (
                <li key={row.id} className={look(row)} data-row-key={row.id}>
                  <What ticket={row} onChoose={onChoose} />
                  <div className="queue-card-line">
                    <QueueClock ticket={row} />
                    <div>
                      <WordTag of="Priority" is={row.priority} /> <Standing ticket={row} />
                    </div>
                  </div>
                  <div className="queue-card-line">
                    <Who ticket={row} />
                    <RowActs {...props} row={row} />
                  </div>
                </li>
              ))}
            </ul>
          ) : (
            <Table<Row>
              aria-label={t('queue.title')}
              size="medium"
              columns={columns}
              dataSource={[...list.rows]}
              rowKey={(row) => row.id}
              pagination={false}
              rowClassName={look}
              onRow={(row) => ({ onClick: () => onChoose(row.id) })}
            />
          ))}
      </QueryState>
      {list.hasMore && (
        <Button type="link" loading={list.fetching} onClick={list.more}>
          {t('more')}
        </Button>
      )}
    </div>
  );
}

function What({ ticket, onChoose }: { ticket: Row; onChoose: (id: string) => void }) {
  return (
    <div className="queue-what">
      <Link to={`/tickets/${ticket.number}`} onFocus={() => onChoose(ticket.id)}>
        {ticket.title}
      </Link>
      <small>
        <span className="figure">{ticket.number}</span> · <Word of="TicketKind" is={ticket.kind} /> · <Name of={ticket.agency} /> · <Name of={ticket.system} />
      </small>
    </div>
  );
}

function Standing({ ticket }: { ticket: Row }) {
  const pause = ticket.pauses.find((one) => !one.to);
  return (
    <>
      <WordTag of="TicketState" is={ticket.state} />
      {pause && (
        <small className="queue-soft queue-pause">
          <Word of="PauseReason" is={pause.reason} /> · <Word of="PauseDecision" is={pause.decision} />
        </small>
      )}
    </>
  );
}

function Who({ ticket }: { ticket: Row }) {
  const { t } = useTranslation('queue');
  return (
    <div className="queue-who">
      {ticket.assignee?.name ?? <span className="queue-soft">{t('nobody')}</span>}
      <small>{ticket.team?.name ?? t('common')}</small>
    </div>
  );
}

function RowActs({ row, busyId, onAcknowledge, onOpen }: Props & { row: Row }) {
  return <QueueActs ticket={row} busy={busyId === row.id} onAcknowledge={() => onAcknowledge(row)} onOpen={(act) => onOpen(row, act)} />;
}
