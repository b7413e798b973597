import { Button, Form, type FormInstance, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLeave } from '../form/leave.ts';
import { Problems } from '../form/send-form.tsx';
import type { Refusal } from '../form/send.ts';
import type { Impact, ServiceItemFieldInput, TicketKind, Urgency } from '../gql/schema.ts';
import { AgencySelect } from '../party/pick.tsx';
import { Section } from '../page/section.tsx';
import { useWordOptions } from '../words/word.tsx';
import { Questions } from './questions.tsx';
import './catalogue.css';

export type ItemValues = {
  name: string;
  kind: TicketKind;
  impact: Impact;
  urgency: Urgency;
  descriptionTemplate?: string;
  fields?: ServiceItemFieldInput[];
};

/** The owner and the code stay for good, so they are asked once. */
export type NewItemValues = ItemValues & { ownerId: string; code: string };

type Props = {
  form: FormInstance<NewItemValues>;
  initial: Partial<ItemValues>;
  made: boolean;
  busy: boolean;
  problems: readonly Refusal[];
  /** Where to go on when it was sent. */
  send: (values: NewItemValues) => Promise<string | null>;
};

export function ItemForm({ form, initial, made, busy, problems, send }: Props) {
  const { t } = useTranslation('catalogue');
  const options = useWordOptions();
  const { touched, leave } = useLeave();
  const needed = [{ required: true, message: t('required') }];
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
      <Section title={t('presets')}>
        {!made && (
          <div className="item-pair">
            <Form.Item name="ownerId" label={t('owner')} rules={needed} extra={t('ownerHelp')}>
              <AgencySelect className="fill" />
            </Form.Item>
            <Form.Item name="code" label={t('code')} rules={needed} extra={t('codeHelp')}>
              <Input maxLength={40} className="code" />
            </Form.Item>
          </div>
        )}
        <Form.Item name="name" label={t('name')} rules={needed}>
          <Input maxLength={200} />
        </Form.Item>
        <div className="item-pair">
          <Form.Item name="kind" label={t('kind')} rules={needed}>
            <Select options={options('TicketKind', ['INCIDENT', 'REQUEST', 'CHANGE', 'PROBLEM', 'COMPLAINT'])} />
          </Form.Item>
          <Form.Item name="impact" label={t('impact')} rules={needed}>
            <Select options={options('Impact', ['HIGH', 'MEDIUM', 'LOW'])} />
          </Form.Item>
          <Form.Item name="urgency" label={t('urgency')} rules={needed}>
            <Select options={options('Urgency', ['HIGH', 'MEDIUM', 'LOW'])} />
          </Form.Item>
        </div>
        <Form.Item name="descriptionTemplate" label={t('template')} extra={t('templateHelp')}>
          <Input.TextArea rows={4} maxLength={10_000} />
        </Form.Item>
      </Section>
      <Section title={t('questions')}>
        <Questions />
      </Section>
      <Problems of={problems} />
      <Button type="primary" htmlType="submit" loading={busy}>
        {t(made ? 'saveVersion' : 'create')}
      </Button>
    </Form>
  );
}
