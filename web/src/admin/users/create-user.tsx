import { Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../form/form-dialog.tsx';
import { oneTimePassword } from './one-time-password.ts';
import { CreateUserDocument } from './user.gql.ts';

export type NewAccount = { id: string; name: string; password: string };

type Values = { login: string; name: string };
type Props = { onClose: () => void; onDone: (account: NewAccount) => void };

/** Makes an account without roles; its first password is made here, to be shown once. */
export function CreateUser({ onClose, onDone }: Props) {
  const { t } = useTranslation('admin');
  const [password] = useState(oneTimePassword);
  return (
    <FormDialog
      title={t('users.create')}
      lead={t('users.createLead')}
      act={t('users.create')}
      done={t('users.created')}
      document={CreateUserDocument}
      pick={(data) => data.createUser}
      variables={(values: Values) => ({ input: { ...values, password } })}
      onClose={onClose}
      onDone={({ user }) => user && onDone({ id: user.id, name: user.name, password })}
    >
      <Form.Item name="name" label={t('field.personName')} rules={[{ required: true, whitespace: true, message: t('required') }]}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <Form.Item name="login" label={t('field.login')} extra={t('users.loginHelp')} rules={[{ required: true, whitespace: true, message: t('required') }]}>
        <Input maxLength={64} autoComplete="off" className="code" />
      </Form.Item>
    </FormDialog>
  );
}
