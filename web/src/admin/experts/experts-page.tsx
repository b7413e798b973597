import { Button, Segmented, type TableProps, Tag } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Actions } from '../../actions/actions.tsx';
import { ConnectionTable } from '../../list/connection-table.tsx';
import { useConnection } from '../../list/connection.ts';
import { FilterBar } from '../../list/filter-bar.tsx';
import { flag, useFilters } from '../../list/filters.ts';
import { Page } from '../../page/page.tsx';
import { useMay } from '../../session/viewer.tsx';
import { Instant } from '../../time/instant.tsx';
import { ActiveTag } from '../active-tag.tsx';
import { AddExpert, UpdateExpert } from './expert-dialogs.tsx';
import { ExpertListDocument, type ExpertRowFragment } from './experts.gql.ts';
import '../admin.css';

const fields = { active: flag() };

/** From whom reviewers of compliance reviews are drawn. */
export default function ExpertsPage() {
  const { t } = useTranslation('admin');
  const may = useMay();
  const { values, set } = useFilters(fields);
  const [adding, setAdding] = useState(false);
  const [editing, setEditing] = useState<ExpertRowFragment>();
  const list = useConnection({ document: ExpertListDocument, variables: { active: values.active }, pick: (data) => data.experts });
  const columns = useColumns(setEditing);
  return (
    <Page
      title={t('experts.title')}
      lead={t('experts.lead')}
      actions={
        may('expert.manage') && (
          <Button type="primary" onClick={() => setAdding(true)}>
            {t('experts.add')}
          </Button>
        )
      }
    >
      <FilterBar>
        <Segmented<'all' | 'yes' | 'no'>
          aria-label={t('experts.drawn')}
          value={values.active === undefined ? 'all' : values.active ? 'yes' : 'no'}
          onChange={(shown) => set({ active: shown === 'all' ? undefined : shown === 'yes' })}
          options={[
            { value: 'all', label: t('all') },
            { value: 'yes', label: t('active') },
            { value: 'no', label: t('inactive') },
          ]}
        />
      </FilterBar>
      <ConnectionTable
        name={t('experts.title')}
        list={list}
        columns={columns}
        rowKey={(row) => row.user.id}
        card={(row) => (
          <>
            <div className="card-row">
              <strong>{row.user.name}</strong>
              <ActiveTag is={row.active} />
            </div>
            <div className="soft">{row.organisation}</div>
            <div className="card-row">
              <Specialities of={row.specialities} />
              <Edit of={row} onEdit={setEditing} />
            </div>
          </>
        )}
      />
      {adding && <AddExpert onClose={() => setAdding(false)} onDone={list.reload} />}
      {editing && <UpdateExpert expert={editing} onClose={() => setEditing(undefined)} onDone={list.reload} />}
    </Page>
  );
}

function Specialities({ of }: { of: readonly string[] }) {
  return (
    <span className="tags-line">
      {of.map((one) => (
        <Tag key={one} variant="filled">
          {one}
        </Tag>
      ))}
    </span>
  );
}

function Edit({ of, onEdit }: { of: ExpertRowFragment; onEdit: (row: ExpertRowFragment) => void }) {
  const { t } = useTranslation('admin');
  return <Actions available={of.availableActions} offers={{ UPDATE_EXPERT: { label: t('edit'), run: () => onEdit(of) } }} />;
}

function useColumns(onEdit: (row: ExpertRowFragment) => void) {
  const { t } = useTranslation('admin');
  return useMemo(
    (): NonNullable<TableProps<ExpertRowFragment>['columns']> => [
      { title: t('field.personName'), width: 140, render: (_, row) => row.user.name },
      { title: t('field.organisation'), width: 280, ellipsis: true, dataIndex: 'organisation' },
      { title: t('field.specialities'), width: 320, render: (_, row) => <Specialities of={row.specialities} /> },
      { title: t('experts.since'), width: 140, render: (_, row) => <Instant at={row.createdAt} precision="day" /> },
      { title: t('field.active'), width: 100, render: (_, row) => <ActiveTag is={row.active} /> },
      { title: t('actions'), width: 110, align: 'end', render: (_, row) => <Edit of={row} onEdit={onEdit} /> },
    ],
    [onEdit, t],
  );
}
