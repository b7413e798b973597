import { Alert, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useQuery } from 'urql';
import { text, useFilters } from '../list/filters.ts';
import { Page } from '../page/page.tsx';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';
import { Name } from '../party/name.tsx';
import { TurnBar } from '../step/turn-bar.tsx';
import { Instant } from '../time/instant.tsx';
import { useWord, Word, WordTag } from '../words/word.tsx';
import { useConditions } from './conditions.tsx';
import { PolicyActs } from './policy-acts.tsx';
import { PolicyDocument, type PolicyHeadFragment, type PolicyVersionFragment } from './policies.gql.ts';
import { targetKey } from './target-key.ts';
import { TargetDrawer } from './target-drawer.tsx';
import { TargetsTable } from './targets-table.tsx';
import { VersionRules } from './version-rules.tsx';
import './promises.css';

const fields = { version: text(), compare: text(), target: text() };

export default function PolicyPage() {
  const { t } = useTranslation('promises');
  const { id = '' } = useParams();
  const [query, again] = useQuery({ query: PolicyDocument, variables: { id } });
  const node = query.data?.node;
  const reload = () => again({ requestPolicy: 'network-only' });
  if (node?.__typename === 'SlaPolicy' && node.id === id) return <Shown policy={node} versions={node.versions} reload={reload} />;
  return (
    <Page title={t('policy.title')} crumbs={[{ label: t('policies.title'), to: '/policies' }]}>
      <QueryState query={query} retry={reload} empty={query.data !== undefined} emptyText={t('policy.gone')} />
    </Page>
  );
}

type Props = { policy: PolicyHeadFragment; versions: readonly PolicyVersionFragment[]; reload: () => void };

function Shown({ policy, versions, reload }: Props) {
  const { t } = useTranslation('promises');
  const { values, set } = useFilters(fields);
  const word = useWord();
  const shown =
    versions.find(({ number }) => String(number) === values.version) ?? versions.find(({ id }) => id === policy.published?.id) ?? versions.at(-1);
  const before = versions.find(({ number }) => String(number) === values.compare && number !== shown?.number);
  const label = ({ number, state }: PolicyVersionFragment) => t('version.option', { number, state: word('PolicyState', state) });
  return (
    <Page
      title={policy.name}
      mark={<span className="soft figure">{policy.code}</span>}
      crumbs={[{ label: t('policies.title'), to: '/policies' }]}
      actions={<PolicyActs policy={policy} shown={shown} reload={reload} />}
    >
      {shown && (
        <>
          <TurnBar
            over={shown.state !== 'PUBLISHED'}
            facts={[
              { key: 'owner', label: t('policy.owner'), value: policy.owner ? <Name of={policy.owner} /> : t('policy.platform') },
              policy.base !== null && { key: 'base', label: t('policy.base'), value: <Link to={`/policies/${policy.base.id}`}>{policy.base.name}</Link> },
              { key: 'state', label: t('version.shown', { number: shown.number }), value: <WordTag of="PolicyState" is={shown.state} /> },
              {
                key: 'published',
                label: shown.publishedAt ? t('version.publishedAt') : t('version.createdAt'),
                value: <Instant at={shown.publishedAt ?? shown.createdAt} />,
              },
            ]}
          />
          {shown.baseOutdated && shown.state === 'PUBLISHED' && <Alert type="warning" showIcon className="form-problem" title={t('policy.baseOutdated')} />}
          <Section
            title={t('targets.titleOf', { count: shown.targets.length })}
            className="targets-section"
            actions={
              versions.length > 1 && (
                <div className="version-picks">
                  <Select
                    aria-label={t('version.choose')}
                    value={String(shown.number)}
                    options={versions.map((version) => ({ value: String(version.number), label: label(version) }))}
                    onChange={(version) => set({ version, compare: undefined })}
                  />
                  <Select
                    aria-label={t('version.compare')}
                    placeholder={t('version.compare')}
                    allowClear
                    value={before ? String(before.number) : undefined}
                    options={versions
                      .filter(({ number }) => number !== shown.number)
                      .map((version) => ({ value: String(version.number), label: t('version.compareWith', { version: label(version) }) }))}
                    onChange={(compare) => set({ compare })}
                  />
                </div>
              )
            }
          >
            <TargetsTable targets={shown.targets} before={before?.targets} onOpen={(target) => set({ target: targetKey(target) })} />
            <p className="soft">{t('targets.hint')}</p>
          </Section>
          {shown.removedTargets.length > 0 && <Removed version={shown} />}
          <VersionRules version={shown} />
          <TargetDrawer
            target={[...shown.targets, ...(before?.targets ?? [])].find((target) => targetKey(target) === values.target)}
            onClose={() => set({ target: undefined })}
          />
        </>
      )}
    </Page>
  );
}

function Removed({ version }: { version: PolicyVersionFragment }) {
  const { t } = useTranslation('promises');
  const conditions = useConditions();
  return (
    <Section title={t('removed.title')}>
      <ul className="plain-list">
        {version.removedTargets.map((target) => (
          <li key={targetKey(target)}>
            <Word of="Priority" is={target.priority} /> <Word of="Metric" is={target.metric} /> {conditions(target)}
            <span className="soft"> — {target.reason}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
