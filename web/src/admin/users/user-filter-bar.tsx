import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { FilterBar } from '../../list/filter-bar.tsx';
import { flag, oneOf, text } from '../../list/filters.ts';
import { AgencySelect, VendorSelect } from '../../party/pick.tsx';
import { useWordOptions } from '../../words/word.tsx';
import { SearchField } from '../../list/search-field.tsx';
import { roles } from './roles.ts';
import type { Role } from '../../gql/schema.ts';

export const userFields = { text: text(), role: oneOf(roles), agencyId: text(), vendorId: text(), active: flag() };

type Values = {
  text: string | undefined;
  role: Role | undefined;
  agencyId: string | undefined;
  vendorId: string | undefined;
  active: boolean | undefined;
};

export function UserFilterBar({ values, set, reset }: { values: Values; set: (change: Partial<Values>) => void; reset: () => void }) {
  const { t } = useTranslation('admin');
  const options = useWordOptions();
  return (
    <FilterBar onReset={reset}>
      <SearchField label={t('users.search')} value={values.text} onChange={(found) => set({ text: found })} />
      <Select
        className="pick"
        aria-label={t('field.role')}
        placeholder={t('field.role')}
        allowClear
        value={values.role}
        options={options('Role', roles)}
        onChange={(role) => set({ role })}
      />
      <AgencySelect aria-label={t('users.atAgency')} placeholder={t('users.atAgency')} value={values.agencyId} onChange={(agencyId) => set({ agencyId })} allowClear />
      <VendorSelect aria-label={t('users.atVendor')} placeholder={t('users.atVendor')} value={values.vendorId} onChange={(vendorId) => set({ vendorId })} allowClear />
      <Select
        className="pick"
        aria-label={t('field.active')}
        placeholder={t('field.active')}
        allowClear
        value={values.active}
        options={[
          { value: true, label: t('active') },
          { value: false, label: t('locked') },
        ]}
        onChange={(active) => set({ active })}
      />
    </FilterBar>
  );
}
