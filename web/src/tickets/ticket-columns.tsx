import type { TableProps } from 'antd';
import type { TFunction } from 'i18next';
import { Link } from 'react-router';
import type { Language } from '../app/language.ts';
import { Name } from '../party/name.tsx';
import { Ago } from '../time/instant.tsx';
import { Word, WordTag } from '../words/word.tsx';
import { NextClock } from './clock-chips.tsx';
import type { TicketRowFragment } from './list.gql.ts';

export type Columns = NonNullable<TableProps<TicketRowFragment>['columns']>;

/** Widths that fill the narrowest screen that gets a table, by the length of the language's words. */
const widths = {
  zh: { number: 196, title: 206, priority: 62, state: 78, clock: 150, system: 146, party: 142, engineer: 66, raised: 84 },
  en: { number: 196, title: 164, priority: 76, state: 100, clock: 190, system: 118, party: 98, engineer: 86, raised: 104 },
} satisfies Record<Language, Record<string, number>>;

export function ticketColumns(t: TFunction<'tickets'>, isVendor: boolean, language: Language): Columns {
  const width = widths[language];
  const columns: Columns = [
    {
      title: t('number'),
      width: width.number,
      render: (_, ticket) => (
        <Link className="figure" to={`/tickets/${ticket.number}`}>
          {ticket.number}
        </Link>
      ),
    },
    {
      title: t('titleColumn'),
      width: width.title,
      ellipsis: true,
      render: (_, ticket) => (
        <Link className="ticket-title" to={`/tickets/${ticket.number}`} title={ticket.title} tabIndex={-1}>
          <small>
            <Word of="TicketKind" is={ticket.kind} />
          </small>{' '}
          {ticket.title}
        </Link>
      ),
    },
    { title: t('priority'), width: width.priority, render: (_, ticket) => <WordTag of="Priority" is={ticket.priority} /> },
    { title: t('state'), width: width.state, render: (_, ticket) => <WordTag of="TicketState" is={ticket.state} /> },
    { title: t('clock'), width: width.clock, render: (_, ticket) => <NextClock ticket={ticket} /> },
    { title: t('system'), width: width.system, ellipsis: true, render: (_, ticket) => <Name of={ticket.system} /> },
    isVendor
      ? { title: t('agency'), width: width.party, ellipsis: true, render: (_, ticket) => <Name of={ticket.agency} /> }
      : { title: t('vendor'), width: width.party, ellipsis: true, render: (_, ticket) => <Name of={ticket.vendor} /> },
    { title: t('engineer'), width: width.engineer, ellipsis: true, render: (_, ticket) => ticket.assignee?.name ?? <span aria-hidden>—</span> },
    { title: t('raisedAt'), width: width.raised, render: (_, ticket) => <Ago at={ticket.raisedAt} /> },
  ];
  // Scrolling draws every row in sight again; a cell says nothing but what its ticket says.
  return columns.map((column) => ({ ...column, shouldCellUpdate: (ticket, before) => ticket !== before }));
}
