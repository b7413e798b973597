import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import type { ContractState } from '../gql/schema.ts';
import { Section } from '../page/section.tsx';
import { CivilDate } from '../time/instant.tsx';
import { Word } from '../words/word.tsx';
import { ContractSchemeDocument } from './contract.gql.ts';
import type { PartProps } from './contract-page.tsx';
import { CoveredSystems } from './covered-systems.tsx';
import { TeamDialog } from './team-dialog.tsx';

const over: readonly ContractState[] = ['EXPIRED', 'TERMINATED', 'ACCEPTED'];

/** What holds now. */
export function Overview({ contract, reload }: PartProps) {
  const { t } = useTranslation('contracts');
  const terms = contract.termsInForce ?? contract.terms.at(-1);
  const isOver = !contract.termsInForce && over.includes(contract.state);
  const [naming, setNaming] = useState(false);
  return (
    <div className="contract-columns">
      <div>
        <CoveredSystems contract={contract} reload={reload} />
      </div>
      <div>
        <Section title={isOver ? t('terms.last') : t('terms.title')}>
          <dl className="fact-list">
            <dt>{t('field.policy')}</dt>
            <dd>{contract.policy ? <Link to={`/policies/${contract.policy.id}`}>{contract.policy.name}</Link> : '—'}</dd>
            <dt>{t('field.scheme')}</dt>
            <dd>{terms?.schemeId ? <SchemeName id={terms.schemeId} /> : '—'}</dd>
            <dt>{t('terms.number')}</dt>
            <dd>
              {contract.termsInForce ? (
                <>
                  {t('terms.version', { number: contract.termsInForce.number })} · <CivilDate date={contract.termsInForce.effectiveOn} />
                </>
              ) : (
                t('terms.notInForce')
              )}
            </dd>
            <dt>{t('field.precedence')}</dt>
            <dd>{contract.precedence ?? t('noPrecedence')}</dd>
            <dt>{t('field.team')}</dt>
            <dd>
              {contract.team?.name ?? t('commonQueue')}{' '}
              {contract.otherActions.includes('SET_CONTRACT_TEAM') && (
                <Button size="small" type="link" onClick={() => setNaming(true)}>
                  {t('team.set')}
                </Button>
              )}
            </dd>
          </dl>
        </Section>
        <KeyDates contract={contract} />
      </div>
      {naming && <TeamDialog contract={contract} onClose={() => setNaming(false)} onDone={reload} />}
    </div>
  );
}

function SchemeName({ id }: { id: string }) {
  const { t } = useTranslation('contracts');
  const [query] = useQuery({ query: ContractSchemeDocument, variables: { id } });
  const node = query.data?.node;
  if (node?.__typename !== 'ScoringScheme') return <>—</>;
  return <Link to={`/schemes/${id}`}>{t('review.checklistOf', { name: node.name, version: node.version })}</Link>;
}

function KeyDates({ contract }: { contract: PartProps['contract'] }) {
  const { t } = useTranslation('contracts');
  return (
    <Section title={t('keyDates.title')}>
      {contract.keyDates.length === 0 ? (
        <p className="soft">{t('keyDates.none')}</p>
      ) : (
        <ul className="key-dates">
          {contract.keyDates.map((date) => (
            <li key={`${date.kind} ${date.on}`}>
              <Word of="ContractKeyDateKind" is={date.kind} />
              <span>
                <CivilDate date={date.on} />{' '}
                <span className={date.daysLeft <= 30 && date.daysLeft >= 0 ? 'contract-soon' : 'soft'}>
                  {date.daysLeft < 0 ? t('daysAgo', { count: -date.daysLeft }) : t('daysLeft', { count: date.daysLeft })}
                </span>
              </span>
              {date.alertsOn.length > 0 && (
                <small>
                  {t('keyDates.alerts')}{' '}
                  {date.alertsOn.map((day, at) => (
                    <span key={day}>
                      {at > 0 && t('comma')}
                      <CivilDate date={day} />
                    </span>
                  ))}
                </small>
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
