import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { App } from 'antd';
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from 'urql';
import { problemText } from '../page/problem.ts';
import { readAgain } from '../session/shown.ts';

/** One reason of a refusal, as every payload gives them. */
export type Refusal = { code: string; field?: string | null; message: string };

export type Payload = { errors: readonly Refusal[] };

export type Manner = {
  /**
   * What becomes of the page when somebody else was first: an act that says nothing of the object's own content can be repeated on what is
   * there now, so all is read again. A form full of what was there before would then undo the other's work, and stays as it is.
   */
  readAgain?: boolean;
  /** The code of a refusal that the page tells in its own way, and not at the field that it names. */
  apart?: string;
};

export type Sent<P> = { done: true; payload: P } | { done: false; refusals: readonly Refusal[] };

function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Sends a mutation. Trouble on the way is said here; refusals come back for the form to show. An attempt that is repeated unchanged after the
 * connection failed carries the same key, so that it takes effect once.
 */
export function useSend<D, V, P extends Payload>(document: TypedDocumentNode<D, V>, pick: (data: D) => P, { readAgain: again = false }: Manner = {}) {
  const client = useClient();
  const { message } = App.useApp();
  const { t } = useTranslation('app');
  const [busy, setBusy] = useState(false);
  const open = useRef<{ text: string; key: string } | null>(null);

  const send = useCallback(
    async (variables: V & Record<string, unknown>): Promise<Sent<P>> => {
      const text = JSON.stringify(variables);
      if (open.current?.text !== text) open.current = { text, key: newKey() };
      const headers = { 'idempotency-key': open.current.key };
      setBusy(true);
      const answer = await client.mutation<D, V & Record<string, unknown>>(document, variables, { fetchOptions: { headers } }).toPromise();
      setBusy(false);
      if (!answer.error?.networkError) open.current = null;
      if (answer.error || !answer.data) {
        const words = answer.error ? problemText(answer.error, t) : t('problem.unknown');
        void message.error(words);
        return { done: false, refusals: [{ code: 'FAILED', message: words }] };
      }
      const payload = pick(answer.data);
      if (payload.errors.length === 0) return { done: true, payload };
      if (!again || !payload.errors.some((refusal) => refusal.code === 'CONFLICT')) return { done: false, refusals: payload.errors };
      readAgain(client);
      return { done: false, refusals: [...payload.errors, { code: 'READ_AGAIN', message: t('readAgain') }] };
    },
    [again, client, document, message, pick, t],
  );
  return { send, busy };
}

/** For a single button: a refusal is said in a message of its own. */
export function useAct<D, V, P extends Payload>(document: TypedDocumentNode<D, V>, pick: (data: D) => P) {
  const { send, busy } = useSend(document, pick, { readAgain: true });
  const { message } = App.useApp();
  const act = useCallback(
    async (variables: V & Record<string, unknown>): Promise<P | null> => {
      const sent = await send(variables);
      if (sent.done) return sent.payload;
      const said = sent.refusals.filter((refusal) => refusal.code !== 'FAILED').map((refusal) => refusal.message);
      if (said.length > 0) void message.error(said.join(' '));
      return null;
    },
    [message, send],
  );
  return { act, busy };
}
