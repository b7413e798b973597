import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { Alert, type FormInstance } from 'antd';
import { useCallback, useState } from 'react';
import { clearRefusals, showRefusals } from './refused.ts';
import { type Manner, type Payload, type Refusal, useSend } from './send.ts';

/**
 * A form that sends one mutation: refusals go to its fields, the rest into `<Problems>`. `submit` gives the payload when it was
 * done, else null.
 */
export function useSendForm<T, D, V, P extends Payload>(
  form: FormInstance<T>,
  document: TypedDocumentNode<D, V>,
  pick: (data: D) => P,
  manner?: Manner,
) {
  const { send, busy } = useSend(document, pick, manner);
  const [problems, setProblems] = useState<readonly Refusal[]>([]);
  const submit = useCallback(
    async (variables: V & Record<string, unknown>): Promise<P | null> => {
      setProblems([]);
      clearRefusals(form);
      const sent = await send(variables);
      if (sent.done) return sent.payload;
      const apart = sent.refusals.filter(({ code }) => code === manner?.apart);
      setProblems([...apart, ...showRefusals(form, sent.refusals.filter((one) => !apart.includes(one)))]);
      return null;
    },
    [form, manner?.apart, send],
  );
  return { submit, busy, problems };
}

/** What was refused and concerns the whole, above the buttons of a form. */
export function Problems({ of }: { of: readonly Refusal[] }) {
  if (of.length === 0) return null;
  const [first] = of;
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      className="form-problem"
      title={of.length === 1 && first ? first.message : undefined}
      description={
        of.length > 1 ? (
          <ul className="plain-list">
            {of.map((one) => (
              <li key={`${one.code} ${one.field ?? ''} ${one.message}`}>{one.message}</li>
            ))}
          </ul>
        ) : undefined
      }
    />
  );
}
