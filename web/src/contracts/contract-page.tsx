import { Grid, Select, Tabs } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useQuery } from 'urql';
import { oneOf, useFilters } from '../list/filters.ts';
import { Money } from '../money/money.tsx';
import { Page } from '../page/page.tsx';
import { QueryState } from '../page/query-state.tsx';
import { Name } from '../party/name.tsx';
import { TurnBar } from '../step/turn-bar.tsx';
import { CivilDate } from '../time/instant.tsx';
import { WordTag } from '../words/word.tsx';
import { Amendments } from './amendments.tsx';
import { type ContractFragment, ContractDocument } from './contract.gql.ts';
import { ContractFiles } from './contract-files.tsx';
import { ContractHistory } from './contract-history.tsx';
import { ContractReviews } from './contract-reviews.tsx';
import { ContractSteps } from './contract-steps.tsx';
import { Overview } from './overview.tsx';
import { Payments } from './payments.tsx';
import { Quotas } from './quotas.tsx';
import './contracts.css';

const tabs = ['overview', 'payments', 'quotas', 'amendments', 'review', 'files', 'history'] as const;
const fields = { tab: oneOf(tabs) };

export type PartProps = { contract: ContractFragment; reload: () => void };

export default function ContractPage() {
  const { t } = useTranslation('contracts');
  const { id = '' } = useParams();
  const [query, again] = useQuery({ query: ContractDocument, variables: { id } });
  const node = query.data?.node;
  const reload = () => again({ requestPolicy: 'network-only' });
  if (node?.__typename === 'ServiceContract' && node.id === id) return <Shown contract={node} reload={reload} />;
  return (
    <Page title={t('contract.title')} crumbs={[{ label: t('contracts.title'), to: '/contracts' }]}>
      <QueryState query={query} retry={reload} empty={query.data !== undefined} emptyText={t('contract.gone')} />
    </Page>
  );
}

function Shown({ contract, reload }: PartProps) {
  const { t } = useTranslation('contracts');
  const { values, set } = useFilters(fields);
  const narrow = !(Grid.useBreakpoint().md ?? true);
  const active = values.tab ?? 'overview';
  const show = (key: string) => set({ tab: tabs.find((tab) => tab === key && tab !== 'overview') });
  const parts: Record<(typeof tabs)[number], ReactNode> = {
    overview: <Overview contract={contract} reload={reload} />,
    payments: <Payments contract={contract} />,
    quotas: <Quotas contract={contract} reload={reload} />,
    amendments: <Amendments contract={contract} reload={reload} />,
    review: <ContractReviews contract={contract} reload={reload} />,
    files: <ContractFiles contract={contract} />,
    history: <ContractHistory contract={contract} />,
  };
  return (
    <Page
      title={contract.name}
      mark={<WordTag of="ContractState" is={contract.state} />}
      lead={<span className="figure">{contract.number}</span>}
      crumbs={[{ label: t('contracts.title'), to: '/contracts' }]}
      actions={<ContractSteps contract={contract} reload={reload} />}
    >
      <TurnBar
        over={!['ACTIVE', 'SUSPENDED'].includes(contract.state)}
        facts={[
          { key: 'agency', label: t('field.agency'), value: <Name of={contract.agency} /> },
          { key: 'vendor', label: t('field.vendor'), value: <Name of={contract.vendor} /> },
          {
            key: 'period',
            label: t('field.period'),
            value: (
              <>
                <CivilDate date={contract.startsOn} /> – <CivilDate date={contract.endsOn} />
              </>
            ),
          },
          contract.terminatesOn !== null && { key: 'terminates', label: t('field.terminatesOn'), value: <CivilDate date={contract.terminatesOn} /> },
          { key: 'amount', label: t('field.amount'), value: <Money amount={contract.amount} /> },
          contract.policy && {
            key: 'policy',
            label: t('field.policy'),
            value: <Link to={`/policies/${contract.policy.id}`}>{contract.policy.name}</Link>,
          },
        ]}
      />
      {narrow ? (
        // On a phone the tabs would not fit in a row, and those behind "more" are not found.
        <>
          <Select aria-label={t('contract.part')} className="fill contract-part" value={active} onChange={show} options={tabs.map((value) => ({ value, label: t(`tab.${value}`) }))} />
          {parts[active]}
        </>
      ) : (
        <Tabs activeKey={active} onChange={show} destroyOnHidden items={tabs.map((key) => ({ key, label: t(`tab.${key}`), children: parts[key] }))} />
      )}
    </Page>
  );
}
