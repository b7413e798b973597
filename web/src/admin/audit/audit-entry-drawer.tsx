import { Button, Descriptions, Drawer, Grid } from 'antd';
import { useTranslation } from 'react-i18next';
import { Instant } from '../../time/instant.tsx';
import { useFieldName } from '../field-name.ts';
import { FieldValue } from '../field-value.tsx';
import { ChangedFields } from '../record-history.tsx';
import { Doer, Sealed, Subject } from './audit-parts.tsx';
import type { AuditLineFragment } from './audit.gql.ts';

type Props = {
  entry: AuditLineFragment | undefined;
  onClose: () => void;
  /** Leads to everything that was done with the object. */
  onObject: (id: string, name: string | null) => void;
};

/** All that is known of an entry: what was noted with it, and which fields of the object it changed. */
export function AuditEntryDrawer({ entry, onClose, onObject }: Props) {
  const { t } = useTranslation('admin');
  const narrow = !(Grid.useBreakpoint().md ?? true);
  const fieldName = useFieldName();
  const changed = entry?.changes.flatMap((change) => change.fields) ?? [];
  const { objectId } = entry ?? {};
  return (
    <Drawer open={entry !== undefined} onClose={onClose} size={narrow ? '100%' : 560} title={entry?.actionText ?? t('audit.entry')}>
      {entry && (
        <>
          <Descriptions
            column={1}
            size="small"
            styles={{ label: { width: 112 } }}
            items={[
              { key: 'at', label: t('audit.at'), children: <Instant at={entry.at} precision="second" showZone /> },
              { key: 'by', label: t('audit.who'), children: <Doer of={entry} /> },
              { key: 'object', label: t('audit.object'), children: <Subject of={entry} /> },
              { key: 'action', label: t('audit.code'), children: <span className="code">{entry.action}</span> },
              { key: 'seal', label: t('audit.seal'), children: <Sealed of={entry} /> },
            ]}
          />
          {objectId && (
            <div className="drawer-links">
              <Button type="link" className="admin-link" onClick={() => onObject(objectId, entry.objectName)}>
                {t('audit.allOfObject')}
              </Button>
            </div>
          )}
          {entry.details.length > 0 && (
            <section className="drawer-part">
              <h2>{t('audit.details')}</h2>
              <Descriptions
                column={1}
                size="small"
                styles={{ label: { width: 112 } }}
                items={entry.details.map(({ name, value }) => ({ key: name, label: fieldName(name), children: <FieldValue of={value} /> }))}
              />
            </section>
          )}
          {changed.length > 0 && (
            <section className="drawer-part">
              <h2>{t('audit.changes')}</h2>
              <ChangedFields of={changed} />
            </section>
          )}
        </>
      )}
    </Drawer>
  );
}
