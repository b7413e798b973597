import { Client, type CombinedError, cacheExchange, fetchExchange, subscriptionExchange } from '@urql/core';
import { authExchange } from '@urql/exchange-auth';
import { type Language, localeOf } from '../app/language.ts';
import { observe } from '../time/server-clock.ts';
import { liveForwarder } from './live.ts';
import { shownExchange } from './shown.ts';
import { sessionState } from './store.ts';
import { accessToken, expire, isStale, renew } from './tokens.ts';

function isUnauthenticated(error: CombinedError): boolean {
  return error.graphQLErrors.some((one) => one.extensions.code === 'UNAUTHENTICATED');
}

async function fetchObserved(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, init);
  observe(response);
  return response;
}

/**
 * One client for a person and a language: another of either begins with an empty cache. Operations wait while the tokens
 * are renewed or, when the session is over, until the person has logged in again; then they go on, so a form that was sent at
 * the wrong moment is not lost.
 */
export function createClient(userId: string | null, language: Language): Client {
  const live = liveForwarder();
  return new Client({
    url: '/graphql',
    fetch: fetchObserved,
    preferGetMethod: false,
    // Pages show what they had at once, and what is true now a moment later.
    requestPolicy: 'cache-and-network',
    exchanges: [
      shownExchange,
      cacheExchange,
      authExchange((utils) =>
        Promise.resolve({
          addAuthToOperation(operation) {
            // What one person's page still had to ask is not asked in the name of the next one.
            const token = sessionState().userId === userId ? accessToken() : null;
            // What is told in one language only can be asked for in the other one too.
            const asked: unknown = operation.context.inLanguage;
            const inLanguage = asked === 'zh' || asked === 'en' ? asked : language;
            const headers: Record<string, string> = { 'accept-language': localeOf(inLanguage) };
            if (token) headers.authorization = `Bearer ${token}`;
            return utils.appendHeaders(operation, headers);
          },
          willAuthError: () => sessionState().phase === 'expired' || isStale(),
          didAuthError: (error) => sessionState().phase !== 'out' && isUnauthenticated(error),
          async refreshAuth() {
            if (sessionState().phase !== 'expired' && (await renew(accessToken())) !== 'ended') return;
            await expire();
          },
        }),
      ),
      fetchExchange,
      subscriptionExchange({ forwardSubscription: live }),
    ],
  });
}
