import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import type { UserFilter } from '../../gql/schema.ts';
import { PartyNodeDocument } from '../../party/party.gql.ts';
import { PickUsersDocument } from './users.gql.ts';

type Props = {
  id?: string;
  value?: string | undefined;
  onChange?: (id: string | undefined) => void;
  filter?: UserFilter;
  allowClear?: boolean;
  'aria-label'?: string;
  placeholder?: string;
  className?: string;
};

/** A person or a service account, found by name on the server. */
export function UserSelect({ value, onChange, filter, className, ...rest }: Props) {
  const { t } = useTranslation('app');
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState(false);
  const text = useDeferredValue(search.trim()) || undefined;
  const [query] = useQuery({ query: PickUsersDocument, variables: { filter: { ...filter, text } }, pause: !open });
  const found = query.data?.users.nodes ?? [];
  const isFound = found.some((one) => one.id === value);
  const [chosen] = useQuery({ query: PartyNodeDocument, variables: { id: value ?? '' }, pause: !value || isFound, requestPolicy: 'cache-first' });
  const node = chosen.data?.node;
  const options = found.map((one) => ({ value: one.id, label: one.name, login: one.login }));
  if (value && !isFound && text === undefined && node?.__typename === 'User') options.unshift({ value, label: node.name, login: null });
  return (
    <Select
      {...rest}
      className={`pick ${className ?? ''}`}
      value={value}
      onChange={(id: string | undefined) => onChange?.(id)}
      options={options}
      optionRender={(option) => (
        <span className="pick-option">
          {option.label}
          {option.data.login && <small>{option.data.login}</small>}
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
