import type { SubscriptionForwarder } from '@urql/core';
import { type Client as Socket, createClient as createSocket } from 'graphql-ws';
import { setLine } from './line.ts';
import { accessExpiresAt, accessToken, isStale, renew } from './tokens.ts';

/** The server ends a socket with its access token; we leave a little earlier and come back with a new one. */
const LEAVE_MS = 30_000;
const COME_BACK = 4403;
/** The pause before beginning anew where the library would give up. */
const AGAIN_MS = 3_000;

let socket: Socket | null = null;

function sharedSocket(): Socket {
  socket ??= createSocket({
    url: `${window.location.protocol === 'https:' ? 'wss' : 'ws'}://${window.location.host}/graphql`,
    lazyCloseTimeout: 5_000,
    retryAttempts: Infinity,
    shouldRetry: () => true,
    async connectionParams() {
      if (isStale()) await renew(accessToken());
      return { authorization: `Bearer ${accessToken() ?? ''}` };
    },
    on: leaveInTime(),
  });
  return socket;
}

function leaveInTime() {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    connected(open: unknown) {
      setLine('live');
      clearTimeout(timer);
      if (!(open instanceof WebSocket)) return;
      const left = Math.max(1_000, accessExpiresAt() - Date.now() - LEAVE_MS);
      timer = setTimeout(() => open.close(COME_BACK, 'token renewed'), left);
    },
    closed() {
      clearTimeout(timer);
      setLine('away');
    },
  };
}

type Numbered = { seq: number };

function seqOf(data: unknown): number | null {
  if (typeof data !== 'object' || data === null) return null;
  for (const value of Object.values(data)) if (isNumbered(value)) return value.seq;
  return null;
}

function isNumbered(value: unknown): value is Numbered {
  return typeof value === 'object' && value !== null && 'seq' in value && typeof value.seq === 'number';
}

/**
 * Subscriptions over one shared socket. A document that declares `$afterSeq` goes on where it stopped: after each message its
 * `seq` is the cursor that the next subscription, on a new socket too, begins behind.
 */
export function liveForwarder(): SubscriptionForwarder {
  return (request) => ({
    subscribe(sink) {
      const query = request.query ?? '';
      let after: number | null = null;
      let stopped = false;
      let unsubscribe: (() => void) | undefined;
      const variables = { ...request.variables };
      if (query.includes('$afterSeq')) {
        const first: unknown = variables.afterSeq;
        Object.defineProperty(variables, 'afterSeq', { enumerable: true, get: () => after ?? first });
      }
      const begin = () => {
        unsubscribe = sharedSocket().subscribe(
          { query, variables },
          {
            next(result) {
              after = seqOf(result.data) ?? after;
              sink.next({ data: result.data ?? undefined, errors: result.errors?.slice() });
            },
            error() {
              // The library gives up on a few close codes. The token is renewed on connecting, so beginning anew is right.
              if (!stopped) setTimeout(() => !stopped && begin(), AGAIN_MS);
            },
            complete() {
              if (!stopped) sink.complete();
            },
          },
        );
      };
      begin();
      return {
        unsubscribe() {
          stopped = true;
          unsubscribe?.();
        },
      };
    },
  });
}
