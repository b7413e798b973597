import { Timeline } from 'antd';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';
import { Actor } from '../party/actor.tsx';
import { CivilDate, Instant } from '../time/instant.tsx';
import { Word, WordTag } from '../words/word.tsx';
import { ContractHistoryDocument } from './contract.gql.ts';
import type { PartProps } from './contract-page.tsx';

/** What was done with the contract, the latest first; it cannot be changed. */
export function ContractHistory({ contract }: Pick<PartProps, 'contract'>) {
  const { t } = useTranslation('contracts');
  const [query, again] = useQuery({ query: ContractHistoryDocument, variables: { id: contract.id } });
  const node = query.data?.node;
  const entries = node?.__typename === 'ServiceContract' ? [...node.history].reverse() : [];
  return (
    <Section title={t('tab.history')}>
      <QueryState query={query} retry={() => again({ requestPolicy: 'network-only' })} empty={query.data !== undefined && entries.length === 0}>
        {entries.length > 0 && (
          <Timeline
            items={entries.map((entry) => ({
              key: entry.version,
              content: (
                <>
                  <strong>
                    <Word of="ContractStep" is={entry.step} />
                  </strong>{' '}
                  {entry.to !== entry.from && <WordTag of="ContractState" is={entry.to} />}{' '}
                  {entry.termsNumber !== null && entry.termsNumber > 1 && t('terms.version', { number: entry.termsNumber })}
                  <div className="soft">
                    <Actor name={entry.actorName} userId={entry.userId} /> · <Instant at={entry.recordedAt} /> · {t('history.holdsFrom')} <CivilDate date={entry.effectiveOn} />
                  </div>
                  {entry.reason && <p className="said">{entry.reason}</p>}
                </>
              ),
            }))}
          />
        )}
      </QueryState>
    </Section>
  );
}
