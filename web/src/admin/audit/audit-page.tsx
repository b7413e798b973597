import { Button, type TableProps } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConnectionTable } from '../../list/connection-table.tsx';
import { useConnection } from '../../list/connection.ts';
import { useFilters } from '../../list/filters.ts';
import { Page } from '../../page/page.tsx';
import { Instant } from '../../time/instant.tsx';
import { AuditEntryDrawer } from './audit-entry-drawer.tsx';
import { AuditFilterBar } from './audit-filter-bar.tsx';
import { auditFields, filterOf } from './audit-values.ts';
import { Doer, Sealed, Subject } from './audit-parts.tsx';
import { AuditSealsDrawer } from './audit-seals-drawer.tsx';
import { type AuditLineFragment, AuditLogDocument } from './audit.gql.ts';
import '../admin.css';

/** Who did what and when: every write of people, service accounts and the platform. */
export default function AuditPage() {
  const { t } = useTranslation('admin');
  const { values, set, reset } = useFilters(auditFields);
  const list = useConnection({ document: AuditLogDocument, variables: { filter: filterOf(values) }, pick: (data) => data.auditEntries });
  const [shown, setShown] = useState<AuditLineFragment>();
  const columns = useColumns(setShown);
  return (
    <Page title={t('audit.title')} lead={t('audit.lead')} actions={<Button onClick={() => set({ seals: 'open' })}>{t('audit.seals')}</Button>}>
      <AuditFilterBar values={values} set={set} reset={reset} />
      <ConnectionTable
        name={t('audit.title')}
        list={list}
        columns={columns}
        rowKey={keyOf}
        onOpen={setShown}
        emptyText={t('audit.none')}
        card={(row) => (
          <>
            <div className="card-row">
              <Button type="link" className="admin-link" onClick={() => setShown(row)}>
                {row.actionText}
              </Button>
              <Instant at={row.at} precision="second" />
            </div>
            <div>
              <Subject of={row} />
            </div>
            <div className="card-row soft">
              <Doer of={row} />
              <Sealed of={row} />
            </div>
          </>
        )}
      />
      <AuditSealsDrawer open={values.seals === 'open'} onClose={() => set({ seals: undefined })} />
      <AuditEntryDrawer
        entry={shown}
        onClose={() => setShown(undefined)}
        onObject={(objectId, objectName) => {
          set({ objectId, objectName: objectName ?? undefined, objectType: undefined, action: undefined });
          setShown(undefined);
        }}
      />
    </Page>
  );
}

function keyOf(row: AuditLineFragment): string {
  return `${row.at} ${row.action} ${row.objectId ?? row.objectName ?? ''} ${row.by}`;
}

function useColumns(onOpen: (row: AuditLineFragment) => void) {
  const { t } = useTranslation('admin');
  return useMemo(
    (): NonNullable<TableProps<AuditLineFragment>['columns']> => [
      { title: t('audit.at'), width: 180, render: (_, row) => <Instant at={row.at} precision="second" /> },
      { title: t('audit.who'), width: 240, ellipsis: true, render: (_, row) => <Doer of={row} /> },
      {
        title: t('audit.what'),
        width: 240,
        ellipsis: true,
        render: (_, row) => (
          <Button type="link" className="admin-link" onClick={() => onOpen(row)}>
            {row.actionText}
          </Button>
        ),
      },
      { title: t('audit.object'), width: 320, ellipsis: true, render: (_, row) => <Subject of={row} /> },
      { title: t('audit.seal'), width: 100, render: (_, row) => <Sealed of={row} /> },
    ],
    [onOpen, t],
  );
}
