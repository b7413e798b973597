import { Button, Form, type FormInstance, Input, Select, Switch } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLeave } from '../form/leave.ts';
import { Problems } from '../form/send-form.tsx';
import type { Refusal } from '../form/send.ts';
import { useServiceItems, useSystemTypes } from './choices.ts';
import './knowledge.css';

export type NoteValues = {
  ownerId: string;
  title: string;
  body: string;
  shared?: boolean;
  systemTypes?: string[];
  serviceItemIds?: string[];
};

type Props = {
  form: FormInstance<NoteValues>;
  initial: Partial<NoteValues>;
  /** Whose it is, where that is still to be said. */
  owner?: ReactNode;
  busy: boolean;
  problems: readonly Refusal[];
  /** Where to go on when it was sent. */
  send: (values: NoteValues) => Promise<string | null>;
};

export function NoteForm({ form, initial, owner, busy, problems, send }: Props) {
  const { t } = useTranslation('knowledge');
  const systemTypes = useSystemTypes();
  const serviceItems = useServiceItems();
  const { touched, leave } = useLeave();
  const needed = [{ required: true, whitespace: true, message: t('required') }];
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark="optional"
      scrollToFirstError
      initialValues={initial}
      disabled={busy}
      onValuesChange={touched}
      onFinish={async (values) => {
        const to = await send(values);
        if (to) leave(to);
      }}
    >
      <Form.Item name="title" label={t('noteTitle')} rules={needed}>
        <Input maxLength={200} />
      </Form.Item>
      {owner}
      <Form.Item name="body" label={t('body')} extra={t('bodyHelp')} rules={needed}>
        <Input.TextArea autoSize={{ minRows: 10, maxRows: 28 }} maxLength={50_000} />
      </Form.Item>
      <div className="note-pair">
        <Form.Item name="systemTypes" label={t('systemType')} extra={t('systemTypeHelp')}>
          <Select mode="tags" maxCount={50} options={systemTypes.map((value) => ({ value, label: value }))} />
        </Form.Item>
        <Form.Item name="serviceItemIds" label={t('serviceItems')}>
          <Select mode="multiple" maxCount={50} showSearch={{ optionFilterProp: 'label' }} options={serviceItems} />
        </Form.Item>
      </div>
      <Form.Item name="shared" label={t('shared')} valuePropName="checked" required extra={t('sharedHelp')}>
        <Switch />
      </Form.Item>
      <Problems of={problems} />
      <Button type="primary" htmlType="submit" loading={busy}>
        {t('save')}
      </Button>
    </Form>
  );
}
