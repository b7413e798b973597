import { App, Segmented } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useQuery } from 'urql';
import { useAct } from '../form/send.ts';
import { useConnection } from '../list/connection.ts';
import { useFilters } from '../list/filters.ts';
import { Page } from '../page/page.tsx';
import { useMay, useViewer } from '../session/viewer.tsx';
import { ActWindow } from '../tickets/ticket-acts.tsx';
import { AcknowledgeTicketDocument } from '../work/work.gql.ts';
import { fields, filterOf, type Scope, scopes } from './filters.ts';
import { QueueFilters } from './queue-filters.tsx';
import { QueueKeys } from './queue-keys.tsx';
import { useQueueLive, useTitleCount } from './queue-live.ts';
import { QueueTable } from './queue-table.tsx';
import type { QuickAct } from './queue-acts.tsx';
import { QueueCountsDocument, QueueDocument, type QueueTicketFragment } from './queue.gql.ts';
import './queue.css';

/** What waits for the vendor's people, the nearest deadline first. */
export default function QueuePage() {
  const { t } = useTranslation('queue');
  const viewer = useViewer();
  const may = useMay();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const { values, set, reset } = useFilters(fields);
  // A manager looks after everybody's work, an engineer after the own.
  const scope: Scope = values.scope ?? (may('ticket.assign') ? 'all' : 'mine');
  const viewerId = viewer.user.id;
  const filter = useMemo(() => filterOf(values, scope, viewerId), [values, scope, viewerId]);
  const list = useConnection({ document: QueueDocument, variables: { filter }, pick: (data) => data.tickets });
  const [counts, countAgain] = useQuery({
    query: QueueCountsDocument,
    variables: useMemo(() => ({ mine: filterOf(values, 'mine', viewerId), free: filterOf(values, 'free', viewerId), all: filterOf(values, 'all', viewerId) }), [values, viewerId]),
  });
  const { reload } = list;
  const readAgain = useCallback(() => {
    reload();
    countAgain({ requestPolicy: 'network-only' });
  }, [reload, countAgain]);
  const marked = useQueueLive(filter, readAgain);
  const title = t('queue.title');
  useTitleCount(list.total, title);

  const [chosenId, setChosenId] = useState<string>();
  const chosen = list.rows.find((row) => row.id === chosenId);
  const [form, setForm] = useState<{ ticket: QueueTicketFragment; act: QuickAct } | null>(null);
  const [busyId, setBusyId] = useState<string>();
  const { act: acknowledge } = useAct(AcknowledgeTicketDocument, (data) => data.acknowledgeTicket);

  const onChoose = useCallback((id: string) => setChosenId(id), []);
  const onStep = useCallback((id: string) => {
    setChosenId(id);
    const row = document.querySelector(`[data-row-key="${CSS.escape(id)}"]`);
    row?.scrollIntoView({ block: 'nearest' });
    row?.querySelector('a')?.focus({ preventScroll: true });
  }, []);
  const onGo = useCallback((ticket: QueueTicketFragment) => void navigate(`/tickets/${ticket.number}`), [navigate]);
  const onOpen = useCallback((ticket: QueueTicketFragment, act: QuickAct) => setForm({ ticket, act }), []);
  const onAcknowledge = useCallback(
    (ticket: QueueTicketFragment) => {
      setBusyId(ticket.id);
      void acknowledge({ input: { ticketId: ticket.id } }).then((done) => {
        setBusyId(undefined);
        if (done) void message.success(t('acknowledged', { number: ticket.number }));
      });
    },
    [acknowledge, message, t],
  );
  const amounts = { mine: counts.data?.mine.totalCount, free: counts.data?.free.totalCount, all: counts.data?.all.totalCount };
  return (
    <Page title={title} lead={t('queue.lead')}>
      <Segmented<Scope>
        aria-label={t('scope.name')}
        className="queue-scope"
        value={scope}
        onChange={(next) => set({ scope: next })}
        options={scopes.map((one) => ({ value: one, label: amounts[one] === undefined ? t(`scope.${one}`) : t('scope.counted', { scope: t(`scope.${one}`), count: amounts[one] }) }))}
      />
      <QueueFilters values={values} set={set} onReset={reset} />
      <QueueTable list={list} chosenId={chosenId} marked={marked} busyId={busyId} onChoose={onChoose} onAcknowledge={onAcknowledge} onOpen={onOpen} emptyText={t(`empty.${scope}`)} />
      <QueueKeys rows={list.rows} chosen={chosen} onChoose={onStep} onGo={onGo} onAcknowledge={onAcknowledge} onOpen={onOpen} />
      <p className="queue-keys-hint">{t('keys.hint')}</p>
      {form && <ActWindow ticket={form.ticket} name={form.act} onClose={() => setForm(null)} />}
    </Page>
  );
}
