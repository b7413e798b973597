import { Button, Select, type TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useConnection } from '../list/connection.ts';
import { ConnectionTable } from '../list/connection-table.tsx';
import { FilterBar } from '../list/filter-bar.tsx';
import { flag, text, useFilters } from '../list/filters.ts';
import { Page } from '../page/page.tsx';
import { AgencyName } from '../party/agency-name.tsx';
import { AgencySelect } from '../party/pick.tsx';
import { useMay } from '../session/viewer.tsx';
import { type ChecklistRecordFragment, InspectionChecklistListDocument } from './checklists.gql.ts';
import { InUse } from './in-use.tsx';
import './inspections.css';

const fields = { agency: text(), active: flag() };

/** What is looked at in inspections: the checklists that plans are written with. */
export default function ChecklistsPage() {
  const { t } = useTranslation('inspections');
  const may = useMay();
  const navigate = useNavigate();
  const { values, set, reset } = useFilters(fields);
  const list = useConnection({
    document: InspectionChecklistListDocument,
    variables: { agencyId: values.agency, active: values.active },
    pick: (data) => data.inspectionChecklists,
  });
  const columns: NonNullable<TableProps<ChecklistRecordFragment>['columns']> = [
    { title: t('list.name'), width: 280, ellipsis: true, render: (_, row) => <Link to={`/inspections/checklists/${row.id}`}>{row.name}</Link> },
    { title: t('list.code'), width: 160, render: (_, row) => <span className="code">{row.code}</span> },
    { title: t('list.owner'), width: 240, ellipsis: true, render: (_, row) => <AgencyName id={row.ownerId} /> },
    { title: t('list.items'), width: 100, align: 'end', render: (_, row) => t('list.itemCount', { count: row.items.length }) },
    { title: t('list.version'), width: 100, align: 'end', render: (_, row) => t('list.versionNo', { number: row.version }) },
    { title: t('column.state'), width: 100, render: (_, row) => <InUse is={row.active} /> },
  ];
  return (
    <Page
      title={t('lists.title')}
      lead={t('lists.lead')}
      crumbs={[{ label: t('inspections.title'), to: '/inspections' }]}
      actions={
        may('inspection_checklist.manage') && (
          <Link to="/inspections/checklists/new">
            <Button type="primary">{t('list.create')}</Button>
          </Link>
        )
      }
    >
      <FilterBar onReset={reset}>
        <AgencySelect aria-label={t('lists.usableBy')} placeholder={t('lists.usableBy')} allowClear value={values.agency} onChange={(agency) => set({ agency })} />
        <Select
          className="pick"
          aria-label={t('column.state')}
          placeholder={t('column.state')}
          allowClear
          value={values.active}
          options={[
            { value: true, label: t('list.inUse') },
            { value: false, label: t('list.outOfUse') },
          ]}
          onChange={(active?: boolean) => set({ active })}
        />
      </FilterBar>
      <ConnectionTable
        name={t('lists.title')}
        list={list}
        columns={columns}
        rowKey={(row) => row.id}
        emptyText={t('lists.none')}
        onOpen={(row) => void navigate(`/inspections/checklists/${row.id}`)}
        card={(row) => (
          <>
            <Link to={`/inspections/checklists/${row.id}`}>{row.name}</Link> <InUse is={row.active} />
            <p className="check-help">
              <AgencyName id={row.ownerId} /> · {t('list.itemCount', { count: row.items.length })}
            </p>
          </>
        )}
      />
    </Page>
  );
}
