import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { App, Form, Input, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Payload } from '../form/send.ts';
import { Problems, useSendForm } from '../form/send-form.tsx';
import './step.css';

/** The texts that steps take; each is the input's field of that name. */
type StepText = 'reason' | 'note' | 'evidence';

type StepValues = Partial<Record<StepText, string>>;

type StepField = { name: StepText; label: string; required?: boolean; help?: string };

type Props<D, V, P extends Payload> = {
  title: string;
  /** What is going to happen, above the fields. */
  lead?: ReactNode;
  /** What the button says: the act itself. */
  act: string;
  danger?: boolean;
  fields: readonly StepField[];
  document: TypedDocumentNode<D, V>;
  pick: (data: D) => P;
  variables: (values: StepValues) => V & Record<string, unknown>;
  /** Said when it was done. */
  done: string;
  onClose: () => void;
  onDone?: (payload: P) => void;
};

const LONGEST = 2_000;

/** One step of an object's life with the words that go with it: mount it to open it. */
export function StepDialog<D, V, P extends Payload>(props: Props<D, V, P>) {
  const { title, lead, act, danger, fields, document, pick, variables, done, onClose, onDone } = props;
  const { t } = useTranslation('app');
  const { message } = App.useApp();
  const [form] = Form.useForm<StepValues>();
  const { submit, busy, problems } = useSendForm(form, document, pick, { readAgain: true });

  async function send(values: StepValues) {
    const payload = await submit(variables(values));
    if (!payload) return;
    void message.success(done);
    onClose();
    onDone?.(payload);
  }

  return (
    <Modal
      open
      title={title}
      okText={act}
      okButtonProps={{ danger: danger ?? false }}
      afterOpenChange={(open) => {
        const [first] = fields;
        if (open && first) form.focusField(first.name);
      }}
      cancelText={t('cancel')}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {lead && <div className="step-lead">{lead}</div>}
      <Form form={form} layout="vertical" requiredMark="optional" onFinish={(values) => void send(values)} disabled={busy}>
        {fields.map((field) => (
          <Form.Item
            key={field.name}
            name={field.name}
            label={field.label}
            extra={field.help}
            rules={field.required ? [{ required: true, whitespace: true, message: t('required') }] : []}
          >
            <Input.TextArea rows={3} maxLength={LONGEST} showCount />
          </Form.Item>
        ))}
        <Problems of={problems} />
      </Form>
    </Modal>
  );
}
