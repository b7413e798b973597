import { useCallback, useEffect, useRef } from 'react';
import { useSubscription } from 'urql';
import { TicketLiveDocument } from './ticket.gql.ts';

/** Several changes at once, such as an act with its clocks, are one reason to ask again. */
const GATHER_MS = 250;

/** Calls `changed` whenever something happens to the ticket, from whoever's hand. */
export function useTicketLive(ticketId: string | undefined, changed: () => void): void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(changed);
  useEffect(() => {
    latest.current = changed;
  });
  const hear = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => latest.current(), GATHER_MS);
    return null;
  }, []);
  useEffect(() => () => clearTimeout(timer.current), []);
  useSubscription({ query: TicketLiveDocument, variables: { ticketId: ticketId ?? '' }, pause: !ticketId }, hear);
}
