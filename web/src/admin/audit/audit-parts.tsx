import { useTranslation } from 'react-i18next';
import { ToneTag } from '../../words/tone-tag.tsx';
import { Word } from '../../words/word.tsx';
import { useJobWords } from '../jobs/job-words.ts';
import { objectTypes } from './audit-words.ts';
import type { AuditLineFragment } from './audit.gql.ts';

/** How the log says that the platform did something by itself. */
const platform = /^system: (.*)$/;

/** Who did it and as what; the platform's job in words. */
export function Doer({ of }: { of: Pick<AuditLineFragment, 'by' | 'roles'> }) {
  const { t } = useTranslation('admin');
  const { job } = useJobWords();
  const [, name] = platform.exec(of.by) ?? [];
  if (name !== undefined) return t('audit.platform', { job: job(name) });
  return (
    <span>
      {of.by}
      {of.roles.map((role) => (
        <span key={role} className="soft">
          {' '}
          <Word of="Role" is={role} />
        </span>
      ))}
    </span>
  );
}

/** What it was about: its name or number, and of which type it is. */
export function Subject({ of }: { of: Pick<AuditLineFragment, 'objectName' | 'objectType'> }) {
  const { t } = useTranslation('admin');
  const known = objectTypes.find((one) => one === of.objectType);
  const type = known ? t(`object.${known}`) : of.objectType.replaceAll('_', ' ');
  return (
    <span>
      {of.objectName ?? ''} <span className="soft">{type}</span>
    </span>
  );
}

/** Whether the hour that it was written in is sealed. */
export function Sealed({ of }: { of: Pick<AuditLineFragment, 'sealed'> }) {
  const { t } = useTranslation('admin');
  return <ToneTag tone={of.sealed ? 'good' : 'plain'}>{t(of.sealed ? 'audit.sealed' : 'audit.unsealed')}</ToneTag>;
}
