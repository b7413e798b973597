import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../page/page.tsx';
import { Views } from '../views.tsx';

type View = 'agencies' | 'vendors' | 'systems';

const paths: Record<View, string> = {
  agencies: '/admin/organisations',
  vendors: '/admin/organisations/vendors',
  systems: '/admin/organisations/systems',
};

/** Around the three registers: who buys, who serves, what is looked after. */
export function OrganisationsFrame({ view, actions, children }: { view: View; actions: ReactNode; children: ReactNode }) {
  const { t } = useTranslation('admin');
  const views = (['agencies', 'vendors', 'systems'] as const).map((one) => ({ path: paths[one], label: t(`${one}.title`) }));
  return (
    <Page title={t('organisations.title')} lead={t(`${view}.lead`)} actions={actions}>
      <Views name={t('organisations.title')} of={views} here={paths[view]} />
      {children}
    </Page>
  );
}
