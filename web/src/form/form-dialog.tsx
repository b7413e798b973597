import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { App, Form, Modal, type FormProps } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Payload } from './send.ts';
import { Problems, useSendForm } from './send-form.tsx';

type Props<T, D, V, P extends Payload> = {
  title: string;
  /** What is going to happen, above the fields. */
  lead?: ReactNode;
  /** What the button says: the act itself. */
  act: string;
  danger?: boolean;
  width?: number;
  initial?: FormProps<T>['initialValues'];
  /** The form's items, each named as the input's field. */
  children?: ReactNode;
  document: TypedDocumentNode<D, V>;
  pick: (data: D) => P;
  variables: (values: T) => V & Record<string, unknown>;
  /** Said when it was done; by the answer when it tells how much. */
  done: string | ((payload: P) => string);
  onClose: () => void;
  onDone?: (payload: P) => void;
};

/** One mutation with fields of any sort in a dialog: mount it to open it. */
export function FormDialog<T, D, V, P extends Payload>(props: Props<T, D, V, P>) {
  const { title, lead, act, danger, width, initial, children, document, pick, variables, done, onClose, onDone } = props;
  const { t } = useTranslation('app');
  const { message } = App.useApp();
  const [form] = Form.useForm<T>();
  const { submit, busy, problems } = useSendForm(form, document, pick);

  async function send(values: T) {
    const payload = await submit(variables(values));
    if (!payload) return;
    void message.success(typeof done === 'string' ? done : done(payload));
    onClose();
    onDone?.(payload);
  }

  return (
    <Modal
      open
      title={title}
      width={width ?? 520}
      okText={act}
      okButtonProps={{ danger: danger ?? false }}
      cancelText={t('cancel')}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {lead && <p className="dialog-lead">{lead}</p>}
      <Form<T>
        form={form}
        layout="vertical"
        requiredMark="optional"
        scrollToFirstError
        initialValues={initial ?? {}}
        onFinish={(values) => void send(values)}
        disabled={busy}
      >
        {children}
        <Problems of={problems} />
      </Form>
    </Modal>
  );
}
