import { Button, type TableProps } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConnectionTable } from '../../list/connection-table.tsx';
import { useConnection } from '../../list/connection.ts';
import { FilterBar } from '../../list/filter-bar.tsx';
import { text, useFilters } from '../../list/filters.ts';
import { Name } from '../../party/name.tsx';
import { useMay } from '../../session/viewer.tsx';
import { Instant } from '../../time/instant.tsx';
import { ActiveTag } from '../active-tag.tsx';
import { SearchField } from '../../list/search-field.tsx';
import { OrganisationsFrame } from './organisations-frame.tsx';
import { CreateVendor } from './vendor-dialogs.tsx';
import { VendorDrawer } from './vendor-drawer.tsx';
import { type VendorRowFragment, VendorRegisterDocument } from './vendors.gql.ts';

const fields = { search: text(), open: text() };

/** The companies that contracts may name. */
export default function VendorsPage() {
  const { t } = useTranslation('admin');
  const may = useMay();
  const { values, set } = useFilters(fields);
  const [creating, setCreating] = useState(false);
  const list = useConnection({ document: VendorRegisterDocument, variables: { search: values.search }, pick: (data) => data.vendors });
  const open = (id: string) => set({ open: id });
  const columns = useMemo(
    (): NonNullable<TableProps<VendorRowFragment>['columns']> => [
      {
        title: t('field.name'),
        width: 360,
        ellipsis: true,
        render: (_, row) => (
          <Button type="link" className="admin-link" onClick={() => set({ open: row.id })}>
            <Name of={row} />
          </Button>
        ),
      },
      { title: t('field.creditCode'), width: 220, render: (_, row) => <span className="code">{row.creditCode}</span> },
      { title: t('field.createdAt'), width: 160, render: (_, row) => <Instant at={row.createdAt} precision="day" /> },
      { title: t('field.active'), width: 100, render: (_, row) => <ActiveTag is={row.active} /> },
    ],
    [set, t],
  );
  return (
    <OrganisationsFrame
      view="vendors"
      actions={
        may('vendor.manage') && (
          <Button type="primary" onClick={() => setCreating(true)}>
            {t('vendors.create')}
          </Button>
        )
      }
    >
      <FilterBar>
        <SearchField label={t('vendors.search')} value={values.search} onChange={(search) => set({ search })} />
      </FilterBar>
      <ConnectionTable
        name={t('vendors.title')}
        list={list}
        columns={columns}
        rowKey={(row) => row.id}
        onOpen={(row) => open(row.id)}
        card={(row) => (
          <>
            <div className="card-row card-row-one">
              <Button type="link" className="admin-link admin-link-wrap" onClick={() => open(row.id)}>
                <Name of={row} />
              </Button>
              <ActiveTag is={row.active} />
            </div>
            <span className="soft code">{row.creditCode}</span>
          </>
        )}
      />
      <VendorDrawer id={values.open} onClose={() => set({ open: undefined })} />
      {creating && <CreateVendor onClose={() => setCreating(false)} onDone={open} />}
    </OrganisationsFrame>
  );
}
