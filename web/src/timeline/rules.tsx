import { Collapse } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMay } from '../session/viewer.tsx';
import { Instant } from '../time/instant.tsx';
import { useWord, Word } from '../words/word.tsx';
import type { Clock, TimelineTicket } from './lanes.ts';
import { usePromise } from './promise.ts';
import type { TimelineTargetFragment } from './timeline.gql.ts';

type Props = { clock: Clock; ticket: TimelineTicket; zone: string };

/** Which rule promises it, which ones lost and why, and by which versions. */
export function Rules({ clock, ticket, zone }: Props) {
  const { t } = useTranslation('timeline');
  const promise = usePromise();
  const explanation = clock.explanation;
  if (!explanation) return null;
  const governing = clock.target;
  const lost = explanation.targets.filter((choice) => choice.outcome !== 'CHOSEN');
  return (
    <div>
      <h4 className="tl-part-title">{t('rule.chosen')}</h4>
      {governing && (
        <p className="tl-rule">
          <strong>{promise(governing.duration)}</strong> <Conditions target={governing} />
          <small>
            {governing.calendar && t('rule.calendar', { name: governing.calendar.name })}
            {governing.calendar && ' · '}
            {t(governing.pausable ? 'rule.pausable' : 'rule.notPausable')}
            {governing.overrideReason && ` · ${t('rule.override', { reason: governing.overrideReason })}`}
          </small>
        </p>
      )}
      {explanation.guard && <p className="tl-rule">{t('rule.guard', { name: explanation.guard.name })}</p>}
      <Limits clock={clock} zone={zone} />
      <Versions clock={clock} ticket={ticket} />
      {lost.length > 0 && (
        <Collapse
          ghost
          size="small"
          className="tl-lost"
          items={[
            {
              key: 'lost',
              label: t('rule.lost', { count: lost.length }),
              children: (
                <ul className="tl-list">
                  {lost.map(({ target, outcome }) => (
                    <li key={target.id}>
                      {promise(target.duration)} <Conditions target={target} />
                      <small>
                        {t('rule.because')} <Word of="ChoiceOutcome" is={outcome} />
                      </small>
                    </li>
                  ))}
                </ul>
              ),
            },
          ]}
        />
      )}
    </div>
  );
}

/** For which tickets a rule is. */
function Conditions({ target }: { target: TimelineTargetFragment }) {
  const { t } = useTranslation('timeline');
  const word = useWord();
  const parts = [
    word('Priority', target.priority),
    target.ticketKind && word('TicketKind', target.ticketKind),
    target.systemType,
    target.siteClass && word('SiteClass', target.siteClass),
    target.protection && t('rule.protection', { from: target.protection.from, to: target.protection.to }),
    target.guard && t('rule.guardOnly'),
  ].filter((part): part is string => typeof part === 'string' && part !== '');
  return <span className="tl-soft">{parts.join(' · ')}</span>;
}

/** Where the priority changed, each limit that came up and what became of it. */
function Limits({ clock, zone }: { clock: Clock; zone: string }) {
  const { t } = useTranslation(['timeline', 'app']);
  const promise = usePromise();
  const limits = clock.explanation?.limits ?? [];
  if (limits.length < 2 && !clock.rule) return null;
  return (
    <>
      <h4 className="tl-part-title">{t('limits')}</h4>
      {clock.rule && (
        <p className="tl-rule">
          {t('raisedBy')} <Word of="PriorityRule" is={clock.rule} />
        </p>
      )}
      <ul className="tl-list">
        {limits.map((limit) => (
          <li key={`${limit.startsAt} ${limit.cause}`}>
            <Word of="LimitCause" is={limit.cause} />
            {t('app:colon')}
            {promise(limit.duration)} {limit.target && <Word of="Priority" is={limit.target.priority} />}
            <small>
              {t('details.from')} <Instant at={limit.startsAt} zone={zone} />
              {limit.dueAt && (
                <>
                  {' '}
                  → <Instant at={limit.dueAt} zone={zone} />
                </>
              )}{' '}
              · <Word of="LimitOutcome" is={limit.outcome} />
            </small>
          </li>
        ))}
      </ul>
    </>
  );
}

function Versions({ clock, ticket }: { clock: Clock; ticket: TimelineTicket }) {
  const { t } = useTranslation('timeline');
  const may = useMay();
  const explanation = clock.explanation;
  const policy = ticket.contractTerms?.policy;
  const version = policy?.versions.find((one) => one.id === explanation?.policyVersionId);
  return (
    <>
      <h4 className="tl-part-title">{t('versions')}</h4>
      <ul className="tl-list">
        {policy && (
          <li>
            {may('policy.view') ? <Link to={`/policies/${policy.id}`}>{policy.name}</Link> : policy.name}
            {version && ` · ${t('versionOf', { number: version.number })}`}
          </li>
        )}
        {explanation?.calendar && <li>{t('calendarAs', { name: explanation.calendar.name, revision: explanation.calendarRevision })}</li>}
      </ul>
    </>
  );
}
