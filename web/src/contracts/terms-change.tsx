import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Money } from '../money/money.tsx';
import { useName } from '../party/name.tsx';
import { CivilDate } from '../time/instant.tsx';
import type { TermsFragment } from './amendments.gql.ts';

/** What one version of the terms says otherwise than the one before it. */
export function TermsChange({ before, after }: { before: TermsFragment; after: TermsFragment }) {
  const { t } = useTranslation('contracts');
  const name = useName();
  const added = after.systems.nodes.filter((system) => !before.systems.nodes.some(({ id }) => id === system.id));
  const removed = before.systems.nodes.filter((system) => !after.systems.nodes.some(({ id }) => id === system.id));
  const isSame =
    before.endsOn === after.endsOn &&
    before.amount === after.amount &&
    before.policy?.id === after.policy?.id &&
    before.schemeId === after.schemeId &&
    added.length + removed.length === 0;
  if (isSame) return <p className="soft">{t('amendment.nothingElse')}</p>;
  return (
    <dl className="fact-list">
      {before.endsOn !== after.endsOn && (
        <>
          <dt>{t('field.endsOn')}</dt>
          <dd>
            <span className="change-from">
              <CivilDate date={before.endsOn} />
            </span>{' '}
            → <CivilDate date={after.endsOn} />
          </dd>
        </>
      )}
      {before.amount !== after.amount && (
        <>
          <dt>{t('field.amount')}</dt>
          <dd>
            <span className="change-from">
              <Money amount={before.amount} />
            </span>{' '}
            → <Money amount={after.amount} />
          </dd>
        </>
      )}
      {before.policy?.id !== after.policy?.id && (
        <>
          <dt>{t('field.policy')}</dt>
          <dd>
            <span className="change-from">{before.policy?.name}</span> →{' '}
            {after.policy && <Link to={`/policies/${after.policy.id}`}>{after.policy.name}</Link>}
          </dd>
        </>
      )}
      {before.schemeId !== after.schemeId && (
        <>
          <dt>{t('field.scheme')}</dt>
          <dd>
            <Link to={`/schemes/${after.schemeId}`}>{t('amendment.otherScheme')}</Link>
          </dd>
        </>
      )}
      {added.length > 0 && (
        <>
          <dt>{t('amendment.added')}</dt>
          <dd>{added.map(name).join(t('comma'))}</dd>
        </>
      )}
      {removed.length > 0 && (
        <>
          <dt>{t('amendment.removed')}</dt>
          <dd>{removed.map(name).join(t('comma'))}</dd>
        </>
      )}
    </dl>
  );
}
