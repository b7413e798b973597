import { useTranslation } from 'react-i18next';
import { Name } from '../../party/name.tsx';
import { useMinute } from '../../time/tick.ts';
import { Word } from '../../words/word.tsx';
import type { GrantRowFragment } from './user.gql.ts';

/** Whether a grant's period is over; ended ones are told apart and never left out of a history. */
export function useHasEnded(): (grant: { validUntil: string | null }) => boolean {
  const now = useMinute() * 60_000;
  return (grant) => grant.validUntil !== null && Date.parse(grant.validUntil) <= now;
}

/** In one line what somebody is and where, as far as it holds or will hold. */
export function HeldRoles({ of }: { of: readonly GrantRowFragment[] | null }) {
  const { t } = useTranslation('admin');
  const ended = useHasEnded();
  const held = of?.filter((grant) => !ended(grant)) ?? [];
  if (held.length === 0) return <span className="soft">{t('users.noRole')}</span>;
  return (
    <>
      {held.map((grant, at) => (
        <span key={grant.id}>
          {at > 0 && t('listed')}
          <Word of="Role" is={grant.role} />
          {(grant.agency ?? grant.vendor) && (
            <span className="soft">
              {' '}
              <Name of={grant.agency ?? grant.vendor} />
            </span>
          )}
        </span>
      ))}
    </>
  );
}
