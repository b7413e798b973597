import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { Button, Flex, Form, type FormInstance } from 'antd';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Payload } from '../../form/send.ts';
import { Problems, useSendForm } from '../../form/send-form.tsx';
import type { ActProps } from './act.ts';

type Props<T extends object, D, V extends Record<string, unknown>, P extends Payload> = Pick<ActProps, 'onDone' | 'onCancel'> & {
  form: FormInstance<T>;
  document: TypedDocumentNode<D, V>;
  pick: (data: D) => P;
  /** What is sent, of what was filled in. */
  variables: (values: T) => V;
  /** What the button says: the act itself. */
  act: string;
  danger?: boolean;
  initialValues?: Partial<T>;
  /** What follows once it was done, such as files that go along; the form stays until it is over. */
  after?: (payload: P) => Promise<void>;
  /** Of a form that chooses first among several things. */
  ready?: boolean;
  children?: ReactNode;
};

/** A form that does one thing with a ticket: its fields, what was refused, and the two buttons. Ctrl+Enter sends it. */
export function ActForm<T extends object, D, V extends Record<string, unknown>, P extends Payload>(props: Props<T, D, V, P>) {
  const { form, document, pick, variables, act, danger, initialValues, ready = true, after, onDone, onCancel, children } = props;
  const { t } = useTranslation('app');
  const { submit, busy, problems } = useSendForm(form, document, pick);
  const place = useRef<HTMLDivElement>(null);

  useEffect(() => place.current?.querySelector<HTMLElement>('textarea, input:not([type=radio])')?.focus(), []);

  async function send(values: T) {
    if (busy || !ready) return;
    const done = await submit(variables(values));
    if (!done) return;
    await after?.(done);
    onDone();
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.submit();
  }
  return (
    <div ref={place} onKeyDown={onKeyDown} role="presentation">
      <Form form={form} layout="vertical" requiredMark="optional" initialValues={initialValues} onFinish={send} scrollToFirstError>
        {children}
        <Problems of={problems} />
        <Flex justify="end" gap="small" className="act-buttons">
          <Button onClick={onCancel}>{t('cancel')}</Button>
          <Button type="primary" htmlType="submit" danger={danger ?? false} loading={busy} disabled={!ready}>
            {act}
          </Button>
        </Flex>
      </Form>
    </div>
  );
}
