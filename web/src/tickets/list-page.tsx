import { Button } from 'antd';
import { type Key, useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useLanguage } from '../app/use-language.ts';
import { ExportButton } from '../export/export-button.tsx';
import { useFilters } from '../list/filters.ts';
import { useConnection } from '../list/connection.ts';
import { ConnectionTable } from '../list/connection-table.tsx';
import { Page } from '../page/page.tsx';
import { useMay, useViewer } from '../session/viewer.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { ListFilterBar } from './list-filter-bar.tsx';
import { filterOf, isFiltered, listFields, orderOf } from './list-filters.ts';
import { ListNews } from './list-news.tsx';
import { ListTotal } from './list-total.tsx';
import { type TicketRowFragment, TicketsDocument } from './list.gql.ts';
import { SavedViews } from './saved-views.tsx';
import { TicketCard } from './ticket-card.tsx';
import { ticketColumns } from './ticket-columns.tsx';
import './ticket.css';
import './list.css';

/** Rows asked for at once: more than a screen, and few enough to come at once. */
const PAGE = 50;

/** Whoever has none of these has nothing to choose rows for. */
const together = ['ticket.confirm', 'ticket.cancel', 'ticket.comment', 'ticket.change_priority'] as const;

export default function TicketsPage() {
  const { t } = useTranslation('tickets');
  const navigate = useNavigate();
  const may = useMay();
  const language = useLanguage();
  const { side } = useViewer();
  const { values, set, reset } = useFilters(listFields);
  const filter = useMemo(() => filterOf(values), [values]);
  const orderBy = orderOf(values);
  const variables = useMemo(() => ({ filter, orderBy, first: PAGE }), [filter, orderBy]);
  const list = useConnection({ document: TicketsDocument, variables, pick: (data) => data.tickets });
  const [chosen, choose] = useState<readonly string[]>([]);
  const columns = useMemo(() => ticketColumns(t, side === 'VENDOR', language), [t, side, language]);
  const rows = list.rows;
  const picked = useMemo(() => rows.filter(({ id }) => chosen.includes(id)), [rows, chosen]);

  const { reload } = list;
  // Each page of the list that arrives draws this page anew; a dozen selects need not be.
  const filters = useMemo(
    () => (
      <ListFilterBar
        values={values}
        set={set}
        onReset={reset}
        end={
          <>
            <ListNews onRead={reload} />
            <ListTotal filter={filter} />
          </>
        }
      />
    ),
    [values, set, reset, reload, filter],
  );
  const clear = useCallback(() => choose([]), []);
  const mayAct = together.some((permission) => may(permission));
  const selection = useMemo(
    () =>
      mayAct
        ? {
            selectedRowKeys: [...chosen],
            onChange: (keys: Key[]) => choose(keys.map(String)),
            columnWidth: 40,
            getCheckboxProps: (ticket: TicketRowFragment) => ({ 'aria-label': ticket.number }),
          }
        : undefined,
    [mayAct, chosen],
  );

  return (
    <Page
      title={t('tickets.title')}
      actions={
        <>
          <SavedViews values={values} set={set} isFiltered={isFiltered(values)} />
          {may('report.view') && <ExportButton report={{ tickets: { filter, orderBy } }} />}
          {may('ticket.raise') && (
            <Link to="/tickets/raise">
              <Button type="primary" tabIndex={-1}>
                {t('raise.title')}
              </Button>
            </Link>
          )}
        </>
      }
    >
      {filters}
      <BulkBar tickets={picked} onDone={clear} onClear={clear} />
      <ConnectionTable<TicketRowFragment>
        name={t('tickets.title')}
        list={list}
        columns={columns}
        rowKey={(ticket) => ticket.id}
        card={(ticket) => <TicketCard ticket={ticket} />}
        emptyText={isFiltered(values) ? t('tickets.noneFiltered') : t('tickets.none')}
        selection={selection}
        onOpen={(ticket) => void navigate(`/tickets/${ticket.number}`)}
      />
    </Page>
  );
}
