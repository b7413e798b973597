import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { stringifyDocument } from '@urql/core';
import { apiLanguage } from '../app/language.ts';

export type Answer<D> =
  | { kind: 'data'; data: D }
  | { kind: 'refused'; code: string; message: string }
  | { kind: 'unreachable' };

type Body<D> = { data?: D | null; errors?: { message: string; extensions?: { code?: string } }[] };

/** One operation outside the client: what begins, renews and ends the session that the client works with. */
export async function postOnce<D, V>(
  document: TypedDocumentNode<D, V>,
  variables: V,
  token?: string,
): Promise<Answer<D>> {
  const headers: Record<string, string> = { 'content-type': 'application/json', 'accept-language': apiLanguage() };
  if (token) headers.authorization = `Bearer ${token}`;
  try {
    const body = JSON.stringify({ query: stringifyDocument(document), variables });
    const response = await fetch('/graphql', { method: 'POST', headers, body });
    const answer = (await response.json()) as Body<D>;
    const [error] = answer.errors ?? [];
    if (error) {
      const code = error.extensions?.code ?? 'INTERNAL';
      if (code === 'UNAVAILABLE' || code === 'INTERNAL') return { kind: 'unreachable' };
      return { kind: 'refused', code, message: error.message };
    }
    return answer.data ? { kind: 'data', data: answer.data } : { kind: 'unreachable' };
  } catch {
    return { kind: 'unreachable' };
  }
}
