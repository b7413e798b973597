import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { postOnce } from './post.ts';
import { LogInDocument } from './session.gql.ts';
import { begin } from './tokens.ts';

type Credentials = { login: string; password: string };

export function LogInForm({ login }: { login?: string | undefined }) {
  const { t } = useTranslation('app');
  const [form] = Form.useForm<Credentials>();
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(input: Credentials) {
    setBusy(true);
    const answer = await postOnce(LogInDocument, { input });
    setBusy(false);
    if (answer.kind === 'unreachable') setProblem(t('problem.unreachable'));
    else if (answer.kind === 'refused') setProblem(answer.code === 'UNAUTHENTICATED' ? t('logIn.wrong') : answer.message);
    else if (answer.data.logIn.session) begin(answer.data.logIn.session);
    else setProblem(answer.data.logIn.errors[0]?.message ?? t('problem.unknown'));
  }

  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={submit} initialValues={{ login }} disabled={busy}>
      {problem && <Alert type="error" showIcon role="alert" title={problem} className="form-problem" />}
      <Form.Item name="login" label={t('logIn.name')} rules={[{ required: true, message: t('logIn.nameMissing') }]}>
        <Input autoComplete="username" autoCapitalize="none" spellCheck={false} size="large" />
      </Form.Item>
      <Form.Item name="password" label={t('logIn.password')} rules={[{ required: true, message: t('logIn.passwordMissing') }]}>
        <Input.Password autoComplete="current-password" size="large" />
      </Form.Item>
      <Button type="primary" htmlType="submit" block size="large" loading={busy}>
        {t('logIn.do')}
      </Button>
    </Form>
  );
}
