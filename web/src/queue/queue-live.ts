import { useCallback, useEffect, useRef, useState } from 'react';
import { useSubscription } from 'urql';
import type { TicketFilter } from '../gql/schema.ts';
import { useMinute } from '../time/tick.ts';
import { QueueChangedDocument } from './queue.gql.ts';

/** How long a row that came or changed is marked. */
const MARKED_MS = 4_000;
const GATHER_MS = 200;

/** Reads the list again whenever something in it changed, and says for a moment which rows did. */
export function useQueueLive(filter: TicketFilter, reload: () => void): ReadonlySet<string> {
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [change] = useSubscription({ query: QueueChangedDocument, variables: { filter } });
  const message = change.data?.boardChanged;
  const latest = useRef(reload);
  useEffect(() => {
    latest.current = reload;
  });
  useEffect(() => {
    if (!message) return;
    const read = setTimeout(() => latest.current(), GATHER_MS);
    const ids = [...message.entered, ...message.changed].map((ticket) => ticket.id);
    const mark = setTimeout(() => setMarked(new Set(ids)), 0);
    const forget = setTimeout(() => setMarked(new Set()), MARKED_MS);
    return () => {
      clearTimeout(read);
      clearTimeout(mark);
      clearTimeout(forget);
    };
  }, [message]);

  // The beginning and the end of service hours change no ticket, so nobody tells of them.
  const minute = useMinute();
  const seen = useRef(minute);
  useEffect(() => {
    if (seen.current === minute) return;
    seen.current = minute;
    if (document.visibilityState === 'visible') latest.current();
  }, [minute]);
  return marked;
}

/** How many wait, in the title of the browser's tab, so that it is seen from another one. */
export function useTitleCount(count: number | null, title: string): void {
  const set = useCallback(() => {
    if (count !== null) document.title = `(${count}) ${document.title.replace(/^\(\d+\) /, '')}`;
  }, [count]);
  useEffect(() => {
    set();
  }, [set, title]);
}
