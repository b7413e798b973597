import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { Button, Flex, Form, Input, Radio } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Payload } from '../../form/send.ts';
import { Problems, useSendForm } from '../../form/send-form.tsx';
import type { ActProps } from './act.ts';

type Way<D, V extends Record<string, unknown>, P extends Payload> = {
  label: string;
  document: TypedDocumentNode<D, V>;
  pick: (data: D) => P;
  variables: (said: string) => V;
};

type Values = { decision?: 'accept' | 'reject'; note?: string; reason?: string };

type Props<AD, AV extends Record<string, unknown>, AP extends Payload, RD, RV extends Record<string, unknown>, RP extends Payload> = Pick<
  ActProps,
  'onDone' | 'onCancel'
> & {
  accept: Way<AD, AV, AP>;
  reject: Way<RD, RV, RP>;
  /** What may be said with an agreement; without it nothing is asked. */
  note?: string;
  ready?: boolean;
  /** What is decided about. */
  children: ReactNode;
  /** What else an agreement takes. */
  acceptFields?: ReactNode;
};

/** Agree, or disagree with a reason: one decision, nothing chosen in advance. */
export function DecideForm<AD, AV extends Record<string, unknown>, AP extends Payload, RD, RV extends Record<string, unknown>, RP extends Payload>(
  props: Props<AD, AV, AP, RD, RV, RP>,
) {
  const { accept, reject, note, ready = true, children, acceptFields, onDone, onCancel } = props;
  const { t } = useTranslation('tickets');
  const { t: app } = useTranslation('app');
  const [form] = Form.useForm<Values>();
  const decision = Form.useWatch('decision', form);
  const agreed = useSendForm(form, accept.document, accept.pick);
  const refused = useSendForm(form, reject.document, reject.pick);
  const chosen = decision === 'reject' ? refused : agreed;

  async function send(values: Values) {
    const done =
      values.decision === 'reject' ? await refused.submit(reject.variables(values.reason ?? '')) : await agreed.submit(accept.variables(values.note ?? ''));
    if (done) onDone();
  }
  return (
    <Form form={form} layout="vertical" requiredMark="optional" onFinish={send}>
      {children}
      <Form.Item label={t('act.decision')} name="decision" rules={[{ required: true, message: t('act.missing', { field: t('act.decision') }) }]}>
        <Radio.Group
          optionType="button"
          options={[
            { value: 'accept', label: accept.label },
            { value: 'reject', label: reject.label },
          ]}
        />
      </Form.Item>
      {decision === 'accept' && acceptFields}
      {decision === 'accept' && note && (
        <Form.Item label={note} name="note">
          <Input.TextArea rows={2} maxLength={2000} />
        </Form.Item>
      )}
      {decision === 'reject' && (
        <Form.Item
          label={t('act.reason')}
          name="reason"
          rules={[{ required: true, whitespace: true, message: t('act.missing', { field: t('act.reason') }) }]}
        >
          <Input.TextArea rows={3} maxLength={2000} />
        </Form.Item>
      )}
      <Problems of={chosen.problems} />
      <Flex justify="end" gap="small" className="act-buttons">
        <Button onClick={onCancel}>{app('cancel')}</Button>
        <Button type="primary" htmlType="submit" danger={decision === 'reject'} loading={chosen.busy} disabled={!ready || !decision}>
          {decision === 'reject' ? reject.label : decision === 'accept' ? accept.label : app('submit')}
        </Button>
      </Flex>
    </Form>
  );
}
