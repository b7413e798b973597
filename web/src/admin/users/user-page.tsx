import { Descriptions } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useQuery } from 'urql';
import { Page } from '../../page/page.tsx';
import { QueryState } from '../../page/query-state.tsx';
import { Section } from '../../page/section.tsx';
import { Instant } from '../../time/instant.tsx';
import { RecordHistory } from '../record-history.tsx';
import { AccountState } from './account-state.tsx';
import { GrantDialog } from './grant-dialog.tsx';
import { useIssueToken } from './issue-token.tsx';
import { RoleGrants } from './role-grants.tsx';
import { TokenList } from './token-list.tsx';
import { UserActions } from './user-actions.tsx';
import { UserRecordDocument } from './user.gql.ts';
import '../admin.css';

/** One account: what it is, what it may do and where, how it logs in. */
export default function UserPage() {
  const { t } = useTranslation('admin');
  const { id = '' } = useParams();
  const [query, again] = useQuery({ query: UserRecordDocument, variables: { id } });
  const [granting, setGranting] = useState(false);
  const reload = () => again({ requestPolicy: 'network-only' });
  const { issue, dialog } = useIssueToken(reload);
  const node = query.data?.node;
  const user = node?.__typename === 'User' ? node : null;
  const mayIssue = user?.availableActions.includes('ISSUE_ACCESS_TOKEN') ?? false;
  return (
    <Page
      title={user?.name ?? t('user.title')}
      mark={user && <AccountState active={user.active} />}
      crumbs={[{ label: t('users.title'), to: '/admin/users' }]}
      actions={user && <UserActions user={user} onGrant={() => setGranting(true)} onIssue={() => issue(user)} onChanged={reload} />}
    >
      <QueryState query={query} retry={reload} empty={query.data !== undefined && user === null} emptyText={t('gone')}>
        {user && (
          <>
            <Section title={t('user.account')}>
              <Descriptions
                size="small"
                column={{ xs: 1, md: 3 }}
                items={[
                  { key: 'login', label: t('field.login'), children: <span className="code">{user.login ?? '—'}</span> },
                  { key: 'active', label: t('field.active'), children: <AccountState active={user.active} /> },
                  { key: 'createdAt', label: t('field.createdAt'), children: <Instant at={user.createdAt} /> },
                ]}
              />
            </Section>
            <Section title={t('users.roles')}>
              <RoleGrants grants={user.roles ?? []} version={user.version} onChanged={reload} />
            </Section>
            {user.accessTokens && (user.accessTokens.length > 0 || mayIssue) && (
              <Section title={t('tokens.title')}>
                <TokenList tokens={user.accessTokens} onChanged={reload} />
              </Section>
            )}
            <Section title={t('history.title')}>
              <RecordHistory of={user.fieldHistory?.nodes ?? []} />
            </Section>
            {granting && <GrantDialog user={user} onClose={() => setGranting(false)} onDone={reload} />}
            {dialog}
          </>
        )}
      </QueryState>
    </Page>
  );
}
