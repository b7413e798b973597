import { App, Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { Problems, useSendForm } from '../form/send-form.tsx';
import { ChangePasswordDocument, type ChangePasswordMutation } from './account.gql.ts';

type Fields = { currentPassword: string; newPassword: string; again: string };

const pick = (data: ChangePasswordMutation) => data.changePassword;

export function PasswordForm() {
  const { t } = useTranslation('account');
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const { submit, busy, problems } = useSendForm(form, ChangePasswordDocument, pick);

  async function change({ currentPassword, newPassword }: Fields) {
    if (!(await submit({ input: { currentPassword, newPassword } }))) return;
    form.resetFields();
    void message.success(t('password.changed'));
  }

  return (
    <Form form={form} layout="vertical" onFinish={change} className="narrow-form" requiredMark={false}>
      <Form.Item name="currentPassword" label={t('password.current')} rules={[{ required: true, message: t('password.missing') }]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item name="newPassword" label={t('password.new')} extra={t('password.rule')} rules={[{ required: true, message: t('password.missing') }]}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label={t('password.again')}
        dependencies={['newPassword']}
        rules={[
          {
            validator: (_, again: unknown) =>
              again === form.getFieldValue('newPassword') ? Promise.resolve() : Promise.reject(new Error(t('password.differs'))),
          },
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Problems of={problems} />
      <Button type="primary" htmlType="submit" loading={busy}>
        {t('password.change')}
      </Button>
    </Form>
  );
}
