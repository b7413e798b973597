import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { recordOf } from '../json/json.ts';
import { CivilDate, Instant } from '../time/instant.tsx';
import { Word } from '../words/word.tsx';
import { useFieldName } from './field-name.ts';
import { roles } from './users/roles.ts';

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/;
const civil = /^\d{4}-\d{2}-\d{2}$/;

/** A value as the log has it, for reading: times in the service's zone, roles and yes or no in words, lists and objects part by part. */
export function FieldValue({ of }: { of: string | null }) {
  if (of !== null && /^[[{]/.test(of)) return <Parts of={parsed(of)} />;
  return <Plain of={of} />;
}

function Plain({ of }: { of: string | null }): ReactNode {
  const { t } = useTranslation('admin');
  if (of === null || of === '') return <span className="soft">{t('history.nothing')}</span>;
  if (of === 'true' || of === 'false') return t(of === 'true' ? 'history.yes' : 'history.no');
  if (instant.test(of)) return <Instant at={of} />;
  if (civil.test(of)) return <CivilDate date={of} />;
  const role = roles.find((one) => one === of.toUpperCase());
  if (role) return <Word of="Role" is={role} />;
  const site = (['CITY', 'COUNTY'] as const).find((one) => one === of);
  return site ? <Word of="SiteClass" is={site} /> : of;
}

function Parts({ of }: { of: unknown }) {
  const { t } = useTranslation('admin');
  const fieldName = useFieldName();
  if (Array.isArray(of)) {
    const items: unknown[] = of;
    return items.length === 0 ? <Plain of={null} /> : items.map((item, at) => (
      <span key={at}>
        {at > 0 && t('listed')}
        <Parts of={item} />
      </span>
    ));
  }
  if (typeof of === 'object' && of !== null) {
    return (
      <ul className="plain-list">
        {Object.entries(recordOf(of)).map(([name, part]) => (
          <li key={name}>
            {t('history.of', { field: fieldName(name) })} <Parts of={part} />
          </li>
        ))}
      </ul>
    );
  }
  return <Plain of={typeof of === 'string' || typeof of === 'number' || typeof of === 'boolean' ? String(of) : null} />;
}

/** What only looks like JSON is a text after all. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
