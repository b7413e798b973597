import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { useHasEnded, HeldRoles } from './held-roles.tsx';
import type { GrantRowFragment } from './user.gql.ts';

/** Why one person cannot hold this role beside what they hold: the rule in words, and the roles in question. */
export function Separation({ grants }: { grants: readonly GrantRowFragment[] }) {
  const { t } = useTranslation('admin');
  const ended = useHasEnded();
  const held = grants.filter((grant) => !ended(grant));
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      className="form-problem"
      title={t('separation.title')}
      description={
        <>
          <ul className="plain-list">
            <li>{t('separation.administrators')}</li>
            <li>{t('separation.work')}</li>
            <li>{t('separation.sides')}</li>
          </ul>
          {held.length > 0 && (
            <p className="separation-held">
              {t('separation.held')}
              <HeldRoles of={held} />
            </p>
          )}
          <p className="separation-held">{t('separation.way')}</p>
        </>
      }
    />
  );
}
