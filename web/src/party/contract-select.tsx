import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { ContractChoicesDocument, ChosenContractDocument } from './contract-select.gql.ts';
import { useName } from './name.tsx';

type Props = {
  id?: string;
  value?: string | null;
  onChange?: (id: string | undefined) => void;
  agencyId?: string | undefined;
  vendorId?: string | undefined;
  allowClear?: boolean;
  disabled?: boolean;
  'aria-label'?: string;
};

/** Contracts by number and name, searched on the server. */
export function ContractSelect({ value, onChange, agencyId, vendorId, ...rest }: Props) {
  const { t } = useTranslation('app');
  const name = useName();
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search.trim());
  const [open, setOpen] = useState(false);
  const variables = { agencyId, vendorId, search: wanted || undefined };
  const [query] = useQuery({ query: ContractChoicesDocument, variables, pause: !open && !value });
  const found = query.data?.contracts.nodes ?? [];
  const isFound = found.some((one) => one.id === value);
  const [chosen] = useQuery({ query: ChosenContractDocument, variables: { id: value ?? '' }, pause: !value || isFound });
  const node = chosen.data?.node;
  const options = found.map((one) => ({ value: one.id, label: one.number, second: `${one.name} · ${name(one.vendor)}` }));
  if (value && !isFound && wanted === '' && node?.__typename === 'ServiceContract') {
    options.unshift({ value, label: node.number, second: node.name });
  }
  return (
    <Select
      {...rest}
      className="pick"
      placeholder={t('party.contract')}
      value={value ?? undefined}
      onChange={(id: string | undefined) => onChange?.(id)}
      options={options}
      optionRender={(option) => (
        <span className="pick-option">
          {option.label}
          <small>{option.data.second}</small>
        </span>
      )}
      showSearch={{ filterOption: false, onSearch: setSearch, searchValue: search }}
      onOpenChange={setOpen}
      loading={query.fetching}
      notFoundContent={query.fetching ? t('loading') : t('nothing')}
      popupMatchSelectWidth={false}
    />
  );
}
