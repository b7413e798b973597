import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useQuery } from 'urql';
import { text, useFilters } from '../list/filters.ts';
import { Page } from '../page/page.tsx';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';
import { ContractSelect } from '../party/contract-select.tsx';
import { type ContractFragment, ContractDocument } from './contract.gql.ts';
import { useContractSystems } from './contract-systems.ts';
import { DraftForm, type DraftValues } from './draft-form.tsx';
import './contracts.css';

const fields = { from: text() };

/** Number and days of a copy are new; all else is as it was agreed last. */
function valuesOf(contract: ContractFragment, systemIds: string[], isCopy: boolean): Partial<DraftValues> {
  return {
    ...(isCopy ? {} : { number: contract.number, startsOn: dayjs(contract.startsOn), endsOn: dayjs(contract.endsOn) }),
    name: contract.name,
    agencyId: contract.agency.id,
    vendorId: contract.vendor.id,
    amount: contract.amount,
    policyId: contract.policy?.id,
    schemeId: contract.terms.at(-1)?.schemeId ?? undefined,
    systemIds,
  };
}

/** A contract is drafted in steps, from nothing or from another one; a draft binds nobody. */
export default function DraftPage() {
  const { t } = useTranslation('contracts');
  const { id } = useParams();
  const { values, set } = useFilters(fields);
  const source = id ?? values.from;
  const [query, again] = useQuery({ query: ContractDocument, variables: { id: source ?? '' }, pause: !source });
  const node = query.data?.node;
  const found = source && node?.__typename === 'ServiceContract' && node.id === source ? node : undefined;
  const systemIds = useContractSystems(source);
  return (
    <Page
      title={id ? t('draft.edit') : t('contracts.draft')}
      lead={id && found ? `${found.number} ${found.name}` : t('draft.lead')}
      crumbs={[{ label: t('contracts.title'), to: '/contracts' }, ...(id && found ? [{ label: found.number, to: `/contracts/${id}` }] : [])]}
    >
      {!id && (
        <Section title={t('draft.from')}>
          <ContractSelect aria-label={t('draft.from')} value={values.from} onChange={(from) => set({ from })} allowClear />
          <p className="soft">{t('draft.fromText')}</p>
        </Section>
      )}
      {source ? (
        <QueryState query={query} retry={() => again({ requestPolicy: 'network-only' })} empty={query.data !== undefined && !found} emptyText={t('contract.gone')}>
          {found && systemIds && <DraftForm key={source} initial={valuesOf(found, systemIds, !id)} edited={id ? found : undefined} />}
        </QueryState>
      ) : (
        <DraftForm key="new" initial={{ systemIds: [] }} />
      )}
    </Page>
  );
}
