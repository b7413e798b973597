import { Timeline } from 'antd';
import { useTranslation } from 'react-i18next';
import { Actor } from '../party/actor.tsx';
import { Instant } from '../time/instant.tsx';
import type { ObjectChangeLineFragment } from './history.gql.ts';
import { useFieldName } from './field-name.ts';
import { FieldValue } from './field-value.tsx';

/** What changed of something since it was entered, field by field, the latest first. */
export function RecordHistory({ of }: { of: readonly ObjectChangeLineFragment[] }) {
  const { t } = useTranslation('admin');
  if (of.length === 0) return <p className="soft">{t('history.none')}</p>;
  return (
    <Timeline
      items={[...of].reverse().map((change) => ({
        key: change.version,
        content: (
          <>
            <div className="soft">
              <Actor name={change.by} userId={change.userId} /> · <Instant at={change.recordedAt} />
            </div>
            <ChangedFields of={change.fields} />
          </>
        ),
      }))}
    />
  );
}

export function ChangedFields({ of }: { of: ObjectChangeLineFragment['fields'] }) {
  const { t } = useTranslation('admin');
  const fieldName = useFieldName();
  return (
    <ul className="plain-list">
      {of.map((field) => (
        <li key={field.field}>
          {t('history.of', { field: fieldName(field.field) })} <FieldValue of={field.from} /> → <FieldValue of={field.to} />
        </li>
      ))}
    </ul>
  );
}
