import { DatePicker, Form, Input } from 'antd';
import type { Dayjs } from 'dayjs';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../form/form-dialog.tsx';
import { instantOf } from '../../time/wall.ts';
import { ShownOnce } from './shown-once.tsx';
import { IssueAccessTokenDocument } from './tokens.gql.ts';

type Values = { name: string; expiresAt?: Dayjs | null };
type Account = { id: string; name: string };

/** Issues tokens of service accounts: `issue` opens the dialog, which gives way to the token's text, shown once. */
export function useIssueToken(onDone: () => void): { issue: (account: Account) => void; dialog: ReactNode } {
  const { t } = useTranslation('admin');
  const [account, setAccount] = useState<Account>();
  const [issued, setIssued] = useState<{ token: string; name: string }>();
  const dialog = issued ? (
    <ShownOnce
      title={t('tokens.issued')}
      text={t('tokens.issuedText', { name: issued.name })}
      secret={issued.token}
      onClose={() => {
        setIssued(undefined);
        onDone();
      }}
    />
  ) : account ? (
    <FormDialog
      title={t('tokens.issueFor', { name: account.name })}
      lead={t('tokens.issueLead')}
      act={t('tokens.issue')}
      done={t('tokens.issued')}
      document={IssueAccessTokenDocument}
      pick={(data) => data.issueAccessToken}
      variables={({ name, expiresAt }: Values) => ({
        input: { userId: account.id, name, expiresAt: expiresAt ? instantOf(expiresAt.endOf('day')) : undefined },
      })}
      onClose={() => setAccount(undefined)}
      onDone={({ token }) => token && setIssued({ token, name: account.name })}
    >
      <Form.Item name="name" label={t('tokens.purpose')} extra={t('tokens.purposeHelp')} rules={[{ required: true, whitespace: true, message: t('required') }]}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <Form.Item name="expiresAt" label={t('field.expiresAt')} extra={t('tokens.expiresHelp')}>
        <DatePicker className="fill" />
      </Form.Item>
    </FormDialog>
  ) : null;
  return { issue: setAccount, dialog };
}
