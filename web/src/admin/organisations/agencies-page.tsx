import { Button, Table } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnection } from '../../list/connection.ts';
import { FilterBar } from '../../list/filter-bar.tsx';
import { text, useFilters } from '../../list/filters.ts';
import { useRestHeight } from '../../list/rest-height.ts';
import { stillLoading, tableRoles } from '../../list/table-roles.tsx';
import { QueryState } from '../../page/query-state.tsx';
import { useMay } from '../../session/viewer.tsx';
import { SearchField } from '../../list/search-field.tsx';
import { AgencyTreeDocument } from './agencies.gql.ts';
import { useAgencyColumns } from './agency-columns.tsx';
import { AgencyDrawer } from './agency-drawer.tsx';
import { CreateAgency } from './agency-dialogs.tsx';
import { type AgencyNode, treeOf } from './agency-tree.ts';
import { OrganisationsFrame } from './organisations-frame.tsx';

const fields = { search: text(), open: text() };

/** Every agency under the one above it. */
export default function AgenciesPage() {
  const { t } = useTranslation('admin');
  const may = useMay();
  const { values, set } = useFilters(fields);
  const [creating, setCreating] = useState(false);
  const list = useConnection({ document: AgencyTreeDocument, variables: { search: values.search }, pick: (data) => data.agencies });
  const { hasMore, fetching, more } = list;
  // A tree with agencies missing would tell something wrong, so every page of the list is read.
  useEffect(() => {
    if (hasMore && !fetching) more();
  }, [hasMore, fetching, more]);
  const nodes: AgencyNode[] = useMemo(() => (values.search ? list.rows.map((row) => ({ ...row })) : treeOf(list.rows)), [list.rows, values.search]);
  const above = useMemo(() => [...new Set(list.rows.flatMap((row) => row.parent?.id ?? []))], [list.rows]);
  const [unfolded, setUnfolded] = useState<readonly string[]>();
  const expanded = unfolded ?? nodes.filter((node) => node.children).map((node) => node.id);
  const columns = useAgencyColumns({ flat: values.search !== undefined, onOpen: (open) => set({ open }) });
  const [place, height] = useRestHeight();

  return (
    <OrganisationsFrame
      view="agencies"
      actions={
        may('agency.manage') && (
          <Button type="primary" onClick={() => setCreating(true)}>
            {t('agencies.create')}
          </Button>
        )
      }
    >
      <FilterBar
        end={
          !values.search && (
            <>
              <Button type="text" onClick={() => setUnfolded(above)}>
                {t('agencies.unfold')}
              </Button>
              <Button type="text" onClick={() => setUnfolded([])}>
                {t('agencies.fold')}
              </Button>
            </>
          )
        }
      >
        <SearchField label={t('agencies.search')} value={values.search} onChange={(search) => set({ search })} />
      </FilterBar>
      <div ref={place} className="list">
        <QueryState query={list} retry={list.reload} empty={list.rows.length === 0}>
          {nodes.length > 0 && (
            <div role="table" aria-label={t('agencies.title')}>
              <Table<AgencyNode>
                virtual
                size="middle"
                rowKey="id"
                columns={columns}
                components={tableRoles}
                loading={stillLoading}
                dataSource={nodes}
                pagination={false}
                scroll={{ x: columns.reduce((sum, column) => sum + Number(column.width), 0), y: height }}
                expandable={{ expandedRowKeys: [...expanded], onExpandedRowsChange: (keys) => setUnfolded(keys.map(String)) }}
              />
            </div>
          )}
        </QueryState>
        {list.total !== null && (
          <div className="list-foot">
            <span role="status">{t('agencies.total', { count: list.total })}</span>
          </div>
        )}
      </div>
      <AgencyDrawer id={values.open} onClose={() => set({ open: undefined })} />
      {creating && <CreateAgency above={undefined} onClose={() => setCreating(false)} onDone={(open) => set({ open })} />}
    </OrganisationsFrame>
  );
}
