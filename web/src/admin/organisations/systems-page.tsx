import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConnectionTable } from '../../list/connection-table.tsx';
import { useConnection } from '../../list/connection.ts';
import { FilterBar } from '../../list/filter-bar.tsx';
import { text, useFilters } from '../../list/filters.ts';
import { Name } from '../../party/name.tsx';
import { AgencySelect } from '../../party/pick.tsx';
import { useMay } from '../../session/viewer.tsx';
import { ActiveTag } from '../active-tag.tsx';
import { SearchField } from '../../list/search-field.tsx';
import { OrganisationsFrame } from './organisations-frame.tsx';
import { useSystemColumns } from './system-columns.tsx';
import { CreateSystem } from './system-dialogs.tsx';
import { SystemDrawer } from './system-drawer.tsx';
import { SystemRegisterDocument } from './systems.gql.ts';

const fields = { search: text(), agencyId: text(), open: text() };

/** The systems that are looked after, with their owners. */
export default function SystemsPage() {
  const { t } = useTranslation('admin');
  const may = useMay();
  const { values, set } = useFilters(fields);
  const [creating, setCreating] = useState(false);
  const list = useConnection({
    document: SystemRegisterDocument,
    variables: { search: values.search, agencyId: values.agencyId },
    pick: (data) => data.systems,
  });
  const columns = useSystemColumns((open) => set({ open }));
  return (
    <OrganisationsFrame
      view="systems"
      actions={
        may('system.manage') && (
          <Button type="primary" onClick={() => setCreating(true)}>
            {t('systems.create')}
          </Button>
        )
      }
    >
      <FilterBar>
        <SearchField label={t('systems.search')} value={values.search} onChange={(search) => set({ search })} />
        <AgencySelect aria-label={t('systems.ofAgency')} placeholder={t('systems.ofAgency')} value={values.agencyId} onChange={(agencyId) => set({ agencyId })} allowClear />
      </FilterBar>
      <ConnectionTable
        name={t('systems.title')}
        list={list}
        columns={columns}
        rowKey={(row) => row.id}
        onOpen={(row) => set({ open: row.id })}
        card={(row) => (
          <>
            <div className="card-row">
              <Button type="link" className="admin-link" onClick={() => set({ open: row.id })}>
                <Name of={row} />
              </Button>
              <ActiveTag is={row.active} />
            </div>
            <div className="soft">
              <Name of={row.agency} /> · {row.systemType}
            </div>
          </>
        )}
      />
      <SystemDrawer id={values.open} onClose={() => set({ open: undefined })} />
      {creating && <CreateSystem agencyId={values.agencyId} onClose={() => setCreating(false)} onDone={(open) => set({ open })} />}
    </OrganisationsFrame>
  );
}
