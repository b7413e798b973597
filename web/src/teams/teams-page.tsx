import { Button, type TableProps } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Actions } from '../actions/actions.tsx';
import { ConnectionTable } from '../list/connection-table.tsx';
import { useConnection } from '../list/connection.ts';
import { Page } from '../page/page.tsx';
import { useMay } from '../session/viewer.tsx';
import { ToneTag } from '../words/tone-tag.tsx';
import { CreateTeam, UpdateTeam } from './team-dialogs.tsx';
import { type TeamRowFragment, TeamListDocument } from './teams.gql.ts';
import './teams.css';

/** To whom a vendor's tickets go. */
export default function TeamsPage() {
  const { t } = useTranslation('teams');
  const may = useMay();
  const [creating, setCreating] = useState(false);
  const [editing, setEditing] = useState<TeamRowFragment>();
  const list = useConnection({ document: TeamListDocument, variables: {}, pick: (data) => data.vendorTeams });
  const columns = useColumns(list.rows.some((row) => row.availableActions.includes('UPDATE_VENDOR_TEAM')), setEditing);
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        may('team.manage') && (
          <Button type="primary" onClick={() => setCreating(true)}>
            {t('create')}
          </Button>
        )
      }
    >
      <ConnectionTable
        name={t('title')}
        list={list}
        columns={columns}
        rowKey={(row) => row.id}
        emptyText={t('none')}
        card={(row) => (
          <>
            <div className="team-line">
              <strong>{row.name}</strong>
              <TeamState active={row.active} />
            </div>
            <div className="soft">{memberNames(row, t('listed'))}</div>
            <Edit of={row} onEdit={setEditing} />
          </>
        )}
      />
      {creating && <CreateTeam onClose={() => setCreating(false)} />}
      {editing && <UpdateTeam team={editing} onClose={() => setEditing(undefined)} />}
    </Page>
  );
}

function memberNames(team: TeamRowFragment, separator: string): string {
  return team.members?.map((member) => member.name).join(separator) ?? '';
}

function TeamState({ active }: { active: boolean }) {
  const { t } = useTranslation('teams');
  return (
    <ToneTag tone={active ? 'good' : 'plain'}>{t(active ? 'takes' : 'closed')}</ToneTag>
  );
}

function Edit({ of, onEdit }: { of: TeamRowFragment; onEdit: (team: TeamRowFragment) => void }) {
  const { t } = useTranslation('teams');
  return <Actions available={of.availableActions} offers={{ UPDATE_VENDOR_TEAM: { label: t('edit'), run: () => onEdit(of) } }} />;
}

function useColumns(withActs: boolean, onEdit: (team: TeamRowFragment) => void) {
  const { t } = useTranslation('teams');
  return useMemo(
    (): NonNullable<TableProps<TeamRowFragment>['columns']> => [
      { title: t('name'), width: 240, ellipsis: true, dataIndex: 'name' },
      { title: t('code'), width: 130, render: (_, row) => <span className="code">{row.code}</span> },
      { title: t('members'), width: 420, ellipsis: true, render: (_, row) => memberNames(row, t('listed')) },
      { title: t('state'), width: 120, render: (_, row) => <TeamState active={row.active} /> },
      ...(withActs ? [{ title: t('actions'), width: 110, align: 'end' as const, render: (_: unknown, row: TeamRowFragment) => <Edit of={row} onEdit={onEdit} /> }] : []),
    ],
    [withActs, onEdit, t],
  );
}
