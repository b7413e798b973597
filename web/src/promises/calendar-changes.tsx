import { Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';
import { Instant } from '../time/instant.tsx';
import { WordTag } from '../words/word.tsx';
import { CalendarChangesDocument } from './calendars.gql.ts';

/** Revisions with a preview: drafts, what is being followed, what is in force. */
export function CalendarChanges({ calendarId }: { calendarId: string }) {
  const { t } = useTranslation('promises');
  const [query, again] = useQuery({ query: CalendarChangesDocument, variables: { calendarId } });
  const changes = query.data?.calendarChanges.nodes ?? [];
  return (
    <Section title={t('changes.title')}>
      <QueryState query={query} retry={() => again({ requestPolicy: 'network-only' })} empty={query.data !== undefined && changes.length === 0} emptyText={t('changes.none')}>
        {changes.length > 0 && (
          <ul className="versions">
            {changes.map((change) => (
              <li key={change.id}>
                <div className="row-head">
                  <Link to={`/calendar-changes/${change.id}`}>{change.reason}</Link>
                  <WordTag of="CalendarChangeState" is={change.state} />
                  {change.revision !== null && <span className="soft">{t('changes.revision', { number: change.revision })}</span>}
                  <span className="soft">
                    <Instant at={change.decidedAt ?? change.createdAt} />
                  </span>
                </div>
                {change.state === 'ACTIVATING' && change.progress && change.progress.clocks > 0 && (
                  <Progress percent={Math.round(((change.progress.clocks - change.progress.left) / change.progress.clocks) * 100)} aria-label={t('changes.progress')} />
                )}
              </li>
            ))}
          </ul>
        )}
      </QueryState>
    </Section>
  );
}
