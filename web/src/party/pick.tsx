import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { Select } from 'antd';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { type Named, useName } from './name.tsx';
import { PartyNodeDocument, PickAgenciesDocument, PickSystemsDocument, PickVendorsDocument } from './party.gql.ts';

type Found = Named & { id: string };

type Props = {
  /** As a form item gives it. */
  id?: string;
  value?: string | null;
  onChange?: (id: string | undefined) => void;
  placeholder?: string;
  disabled?: boolean;
  allowClear?: boolean;
  /** Where no form item labels it. */
  'aria-label'?: string;
  className?: string;
};

/** A select that searches on the server, and that knows the name of what an address or a form holds by id. */
function Pick<D, V extends { search?: string | null }, F extends Found>(
  props: Props & { document: TypedDocumentNode<D, V>; variables: V; pick: (data: D) => readonly F[]; second?: (found: F) => string },
) {
  const { document, variables, pick, second, value, onChange, ...rest } = props;
  const { t } = useTranslation('app');
  const name = useName();
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search.trim());
  const [open, setOpen] = useState(false);
  const [query] = useQuery<D, V>({ query: document, variables: { ...variables, search: wanted || undefined }, pause: !open && !value });
  const found = useMemo(() => (query.data ? pick(query.data) : []), [query.data, pick]);
  const isFound = found.some((one) => one.id === value);
  const [chosen] = useQuery({ query: PartyNodeDocument, variables: { id: value ?? '' }, pause: !value || isFound, requestPolicy: 'cache-first' });
  const node = chosen.data?.node;

  const options = found.map((one) => ({ value: one.id, label: name(one), second: second?.(one) }));
  // Whoever searches sees what was found alone.
  if (value && !isFound && wanted === '' && node && 'name' in node && node.id === value) {
    options.unshift({ value, label: name(node), second: undefined });
  }
  return (
    <Select
      {...rest}
      className={`pick ${rest.className ?? ''}`}
      value={value ?? undefined}
      onChange={(id: string | undefined) => onChange?.(id)}
      options={options}
      optionRender={(option) => (
        <span className="pick-option">
          {option.label}
          {option.data.second && <small>{option.data.second}</small>}
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

export function AgencySelect({ under, ...props }: Props & { under?: string | undefined }) {
  const { t } = useTranslation('app');
  return (
    <Pick
      placeholder={t('party.agency')}
      {...props}
      document={PickAgenciesDocument}
      variables={{ under }}
      pick={(data) => data.agencies.nodes}
      second={(one) => one.shortCode}
    />
  );
}

export function VendorSelect(props: Props) {
  const { t } = useTranslation('app');
  return <Pick placeholder={t('party.vendor')} {...props} document={PickVendorsDocument} variables={{}} pick={(data) => data.vendors.nodes} />;
}

export function SystemSelect({ agencyId, ...props }: Props & { agencyId?: string | undefined }) {
  const { t } = useTranslation('app');
  const name = useName();
  return (
    <Pick
      placeholder={t('party.system')}
      {...props}
      document={PickSystemsDocument}
      variables={{ agencyId }}
      pick={(data) => data.systems.nodes}
      second={(one) => name(one.agency)}
    />
  );
}
