import { Button, Form, type FormInstance, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLeave } from '../form/leave.ts';
import { Problems } from '../form/send-form.tsx';
import type { Refusal } from '../form/send.ts';
import { Section } from '../page/section.tsx';
import { AgencySelect } from '../party/pick.tsx';
import { ChecklistItems } from './checklist-items.tsx';
import type { ChecklistValues } from './checklist-values.ts';
import './inspections.css';

type Props = {
  form: FormInstance<ChecklistValues>;
  initial: Partial<ChecklistValues>;
  /** It exists already; its owner and its code stay. */
  made: boolean;
  busy: boolean;
  problems: readonly Refusal[];
  /** Where to go on when it was sent. */
  send: (values: ChecklistValues) => Promise<string | null>;
};

export function ChecklistForm({ form, initial, made, busy, problems, send }: Props) {
  const { t } = useTranslation('inspections');
  const { touched, leave } = useLeave();
  const needed = [{ required: true, whitespace: true, message: t('missing') }];
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
      <Section title={t('list.about')}>
        {!made && (
          <div className="inspection-row">
            <Form.Item name="ownerId" label={t('list.owner')} rules={[{ required: true, message: t('missing') }]} extra={t('list.ownerHelp')}>
              <AgencySelect className="fill" />
            </Form.Item>
            <Form.Item name="code" label={t('list.code')} rules={needed} extra={t('list.codeHelp')}>
              <Input maxLength={40} className="code" spellCheck={false} />
            </Form.Item>
          </div>
        )}
        <Form.Item name="name" label={t('list.name')} rules={needed}>
          <Input maxLength={200} />
        </Form.Item>
      </Section>
      <Section title={t('list.items')}>
        <ChecklistItems />
      </Section>
      <Problems of={problems} />
      <Button type="primary" htmlType="submit" loading={busy}>
        {t(made ? 'list.saveVersion' : 'list.create')}
      </Button>
    </Form>
  );
}
