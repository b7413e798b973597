import { onlyOneTab } from './lock.ts';
import { onSessionState, sessionState, setSessionState, type Tokens } from './store.ts';
import { LogOutDocument, RefreshSessionDocument } from './session.gql.ts';
import { postOnce } from './post.ts';

/**
 * The access token lives in memory only. The refresh token is good for one use and shared by all tabs through
 * localStorage; a lock lets one tab renew it at a time, because a token used twice ends every session of its log-in.
 */
const STORED = 'gongdan.refresh';
const EARLY_MS = 20_000;
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('gongdan.session');

type Access = { token: string; expiresAt: number };
type Told = { kind: 'renewed'; access: Access; userId: string; userName: string } | { kind: 'ended' };

let access: Access | null = null;

channel?.addEventListener('message', (event: MessageEvent<Told>) => {
  const told = event.data;
  if (told.kind === 'ended') {
    end('out');
    return;
  }
  const { userId, phase } = sessionState();
  if (userId && userId !== told.userId) {
    // Somebody else logged in beside us: what this tab shows is not theirs.
    window.location.assign('/');
    return;
  }
  if (phase === 'out') return;
  access = told.access;
  setSessionState({ phase: 'in', userId: told.userId, userName: told.userName });
});

export function accessToken(): string | null {
  return access?.token ?? null;
}

export function accessExpiresAt(): number {
  return access?.expiresAt ?? 0;
}

export function isStale(): boolean {
  return access !== null && access.expiresAt - Date.now() < EARLY_MS;
}

/** Takes over the tokens of a log-in. Another person than before gets a fresh page. */
export function begin(tokens: Tokens): void {
  const before = sessionState().userId;
  keep(tokens);
  if (before && before !== tokens.user.id) window.location.assign('/');
}

function keep(tokens: Tokens): void {
  access = { token: tokens.accessToken, expiresAt: Date.parse(tokens.expiresAt) };
  localStorage.setItem(STORED, tokens.refreshToken);
  setSessionState({ phase: 'in', userId: tokens.user.id, userName: tokens.user.name });
  const told: Told = { kind: 'renewed', access, userId: tokens.user.id, userName: tokens.user.name };
  channel?.postMessage(told);
}

function end(phase: 'out' | 'expired'): void {
  access = null;
  const { userId, userName } = sessionState();
  setSessionState(phase === 'expired' ? { phase, userId, userName } : { phase, userId: null, userName: null });
}

export type Renewal = 'renewed' | 'ended' | 'unreachable';

/** Renews the tokens, once however many ask at the same time; `failed` is the access token that was refused. */
export function renew(failed: string | null = null): Promise<Renewal> {
  running ??= onlyOneTab('gongdan.refresh', () => renewAlone(failed)).finally(() => {
    running = null;
  });
  return running;
}

let running: Promise<Renewal> | null = null;

async function renewAlone(failed: string | null): Promise<Renewal> {
  // Another tab may have renewed while we waited for the lock.
  if (access && access.token !== failed && !isStale()) return 'renewed';
  const refreshToken = localStorage.getItem(STORED);
  if (!refreshToken) return 'ended';
  const answer = await postOnce(RefreshSessionDocument, { input: { refreshToken } });
  if (answer.kind === 'unreachable') return 'unreachable';
  const tokens = answer.kind === 'data' ? answer.data.refreshSession.session : null;
  if (!tokens) {
    localStorage.removeItem(STORED);
    return 'ended';
  }
  keep(tokens);
  return 'renewed';
}

/** Of a page that has just been opened. */
export async function resume(): Promise<void> {
  if (!localStorage.getItem(STORED)) {
    end('out');
    return;
  }
  const renewal = await renew();
  if (renewal === 'ended') end('out');
  if (renewal === 'unreachable') setSessionState({ phase: 'unreachable', userId: null, userName: null });
}

/** The session is over while pages are open; resolves once somebody has logged in again. */
export function expire(): Promise<void> {
  if (sessionState().phase !== 'expired') end('expired');
  return new Promise((resolve) => {
    const stop = onSessionState(() => {
      if (sessionState().phase === 'expired') return;
      stop();
      resolve();
    });
  });
}

export async function logOut(): Promise<void> {
  const refreshToken = localStorage.getItem(STORED);
  const token = access?.token;
  localStorage.removeItem(STORED);
  if (refreshToken && token) await postOnce(LogOutDocument, { input: { refreshToken } }, token);
  const told: Told = { kind: 'ended' };
  channel?.postMessage(told);
  end('out');
}
