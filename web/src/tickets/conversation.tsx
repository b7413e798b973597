import { Segmented } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { oneOf, useFilters } from '../list/filters.ts';
import { QueryState } from '../page/query-state.tsx';
import { Composer } from './composer.tsx';
import { type StreamEventFragment, TicketConversationDocument } from './conversation.gql.ts';
import { StreamEvent } from './stream-event.tsx';
import { usePart } from './ticket-part.ts';
import type { TabProps } from './ticket-tabs.tsx';

const shows = ['all', 'remarks', 'files', 'steps'] as const;
type Show = (typeof shows)[number];
const fields = { show: oneOf(shows), order: oneOf(['oldest']) };

function belongs(event: StreamEventFragment, show: Show): boolean {
  const isRemark = event.type === 'COMMENTED' || event.type === 'PROGRESS_REPORTED';
  const isFile = event.type === 'ATTACHED' || event.type === 'ATTACHMENT_WITHDRAWN';
  if (show === 'remarks') return isRemark;
  if (show === 'files') return isFile;
  if (show === 'steps') return !isRemark && !isFile;
  return true;
}

/** Remarks, files, solutions and steps in one stream, the newest first, and the place to write. */
export function Conversation({ ticket, heard }: TabProps) {
  const { t } = useTranslation('tickets');
  const { values, set } = useFilters(fields);
  const show = values.show ?? 'all';
  const [query, reload] = usePart(TicketConversationDocument, ticket.id, heard);
  const found = query.data?.ticket;
  const entries = useMemo(() => {
    const own = (found?.events ?? []).map((event) => ({ event, from: null as string | null }));
    // Of a ticket that was merged into this one, what was said for both sides.
    const merged = (found?.links ?? [])
      .filter((link) => link.merged && link.end === 'TO')
      .flatMap((link) => link.ticket.events.filter(({ type, visibility }) => type === 'COMMENTED' && visibility === 'PUBLIC').map((event) => ({ event, from: link.ticket.number })));
    const all = [...own, ...merged].sort((a, b) => a.event.recordedAt.localeCompare(b.event.recordedAt) || a.event.seq - b.event.seq);
    return values.order === 'oldest' ? all : all.reverse();
  }, [found, values.order]);
  const shown = entries.filter(({ event }) => belongs(event, show));
  const files = found?.attachments.nodes ?? [];

  return (
    <>
      {ticket.availableActions.includes('COMMENT') && <Composer ticket={ticket} events={found?.events ?? []} onWritten={reload} />}
      <div className="stream-bar">
        <Segmented<Show>
          size="small"
          aria-label={t('stream.show')}
          value={show}
          onChange={(next) => set({ show: next === 'all' ? undefined : next })}
          options={shows.map((value) => ({ value, label: t(`stream.${value}`) }))}
        />
        <Segmented
          size="small"
          aria-label={t('stream.order')}
          value={values.order ?? 'newest'}
          onChange={(next) => set({ order: next === 'oldest' ? 'oldest' : undefined })}
          options={[
            { value: 'newest', label: t('stream.newest') },
            { value: 'oldest', label: t('stream.oldest') },
          ]}
        />
      </div>
      <QueryState query={query} retry={reload} empty={found !== undefined && shown.length === 0} emptyText={t('stream.none')}>
        {found && (
          <ol className="stream" aria-label={t('tabs.talk')}>
            {shown.map(({ event, from }) => (
              <StreamEvent key={event.id} event={event} from={from} ticketId={ticket.id} files={files} links={found.links} />
            ))}
          </ol>
        )}
      </QueryState>
    </>
  );
}
