import { useSyncExternalStore } from 'react';

/** What the API gives on logging in and on each renewal. */
export type Tokens = {
  accessToken: string;
  expiresAt: string;
  refreshToken: string;
  user: { id: string; name: string };
};

/**
 * `expired` is a session that ended while pages are open: they stay mounted, with whatever was typed into them, and
 * the log-in form stands in front of them.
 */
type Phase = 'starting' | 'unreachable' | 'out' | 'in' | 'expired';

type SessionState = { phase: Phase; userId: string | null; userName: string | null };

let state: SessionState = { phase: 'starting', userId: null, userName: null };
const listeners = new Set<() => void>();

export function sessionState(): SessionState {
  return state;
}

export function setSessionState(next: SessionState): void {
  state = next;
  for (const listener of listeners) listener();
}

export function onSessionState(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useSession(): SessionState {
  return useSyncExternalStore(onSessionState, sessionState);
}
