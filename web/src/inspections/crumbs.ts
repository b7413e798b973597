import { useTranslation } from 'react-i18next';
import type { Crumb } from '../page/page.tsx';

/** The pages above that of a plan. */
export function usePlanCrumbs(): Crumb[] {
  const { t } = useTranslation('inspections');
  return [
    { label: t('inspections.title'), to: '/inspections' },
    { label: t('plans.title'), to: '/inspections/plans' },
  ];
}

/** The pages above that of a checklist. */
export function useChecklistCrumbs(): Crumb[] {
  const { t } = useTranslation('inspections');
  return [
    { label: t('inspections.title'), to: '/inspections' },
    { label: t('lists.title'), to: '/inspections/checklists' },
  ];
}
