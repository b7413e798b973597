import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { Section } from '../page/section.tsx';
import { Name } from '../party/name.tsx';
import { Word } from '../words/word.tsx';
import { SimulatorSystemDocument } from './simulator.gql.ts';

/** What is known of the system, since promises depend on it. */
export function SimulatorBasis({ systemId }: { systemId: string }) {
  const { t } = useTranslation('promises');
  const [query] = useQuery({ query: SimulatorSystemDocument, variables: { id: systemId } });
  const node = query.data?.node;
  if (node?.__typename !== 'ManagedSystem') return null;
  return (
    <Section title={t('simulator.basis')} className="simulator-basis">
      <dl className="fact-list">
        <dt>{t('simulator.agency')}</dt>
        <dd>
          <Name of={node.agency} />
        </dd>
        <dt>{t('simulator.site')}</dt>
        <dd>
          <Word of="SiteClass" is={node.siteClass} />
        </dd>
        <dt>{t('simulator.level')}</dt>
        <dd>{t('simulator.levelOf', { level: node.protectionLevel, type: node.systemType })}</dd>
        <dt>{t('simulator.contract')}</dt>
        <dd>
          {node.contract ? (
            <>
              <Link to={`/contracts/${node.contract.id}`}>{node.contract.number}</Link> · <Name of={node.contract.vendor} />
              {node.contract.policy && (
                <div>
                  <Link to={`/policies/${node.contract.policy.id}`}>{node.contract.policy.name}</Link>
                </div>
              )}
            </>
          ) : (
            t('simulator.noContract')
          )}
        </dd>
      </dl>
    </Section>
  );
}
