import { Button, type TableProps } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { ConnectionTable } from '../../list/connection-table.tsx';
import { useConnection } from '../../list/connection.ts';
import { useFilters } from '../../list/filters.ts';
import { Page } from '../../page/page.tsx';
import { useMay } from '../../session/viewer.tsx';
import { AccountState } from './account-state.tsx';
import { CreateUser, type NewAccount } from './create-user.tsx';
import { HeldRoles } from './held-roles.tsx';
import { ShownOnce } from './shown-once.tsx';
import { UserFilterBar, userFields } from './user-filter-bar.tsx';
import { UserListDocument, type UserRowFragment } from './users.gql.ts';
import '../admin.css';

/** Who can log in, and as what. */
export default function UsersPage() {
  const { t } = useTranslation('admin');
  const may = useMay();
  const navigate = useNavigate();
  const { values, set, reset } = useFilters(userFields);
  const [creating, setCreating] = useState(false);
  const [made, setMade] = useState<NewAccount>();
  const list = useConnection({ document: UserListDocument, variables: { filter: values }, pick: (data) => data.users });
  const columns = useMemo(
    (): NonNullable<TableProps<UserRowFragment>['columns']> => [
      { title: t('field.personName'), width: 150, render: (_, row) => <Link to={`/admin/users/${row.id}`}>{row.name}</Link> },
      { title: t('field.login'), width: 190, ellipsis: true, render: (_, row) => <span className="code">{row.login}</span> },
      { title: t('users.roles'), width: 560, ellipsis: true, render: (_, row) => <HeldRoles of={row.roles} /> },
      { title: t('field.active'), width: 100, render: (_, row) => <AccountState active={row.active} /> },
    ],
    [t],
  );
  return (
    <Page
      title={t('users.title')}
      lead={t('users.lead')}
      actions={
        may('user.manage') && (
          <Button type="primary" onClick={() => setCreating(true)}>
            {t('users.create')}
          </Button>
        )
      }
    >
      <UserFilterBar values={values} set={set} reset={reset} />
      <ConnectionTable
        name={t('users.title')}
        list={list}
        columns={columns}
        rowKey={(row) => row.id}
        onOpen={(row) => void navigate(`/admin/users/${row.id}`)}
        card={(row) => (
          <>
            <div className="card-row">
              <Link to={`/admin/users/${row.id}`}>{row.name}</Link>
              <AccountState active={row.active} />
            </div>
            <div className="soft code">{row.login}</div>
            <div>
              <HeldRoles of={row.roles} />
            </div>
          </>
        )}
      />
      {creating && <CreateUser onClose={() => setCreating(false)} onDone={setMade} />}
      {made && (
        <ShownOnce
          title={t('users.firstPassword')}
          text={t('users.firstPasswordText', { name: made.name })}
          secret={made.password}
          onClose={() => void navigate(`/admin/users/${made.id}`)}
        />
      )}
    </Page>
  );
}
