import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

export type Crumb = { label: ReactNode; to?: string };

/** The pages above this one, the outermost first. */
export function Crumbs({ of }: { of: readonly Crumb[] }) {
  const { t } = useTranslation('app');
  return (
    <nav aria-label={t('crumbs')}>
      <ol className="crumbs">
        {of.map((crumb, at) => (
          <li key={at}>{crumb.to ? <Link to={crumb.to}>{crumb.label}</Link> : crumb.label}</li>
        ))}
      </ol>
    </nav>
  );
}
