import { useTranslation } from 'react-i18next';
import { Exact } from '../exact/exact.tsx';
import { Instant } from '../time/instant.tsx';
import { Word, WordTag } from '../words/word.tsx';
import type { RulingWordsFragment } from './disputes.gql.ts';

/** What was decided, with the party, the score or the intervals that belong to it. */
export function Ruling({ of }: { of: RulingWordsFragment }) {
  const { t } = useTranslation('decisions');
  return (
    <div className="ruling">
      <WordTag of="DisputeOutcome" is={of.outcome} />
      {of.party && (
        <span>
          {t('ruling.party')} <Word of="PauseParty" is={of.party} />
        </span>
      )}
      {of.score && (
        <span>
          {t('ruling.score')} <Exact of={of.score} digits={1} percent />
        </span>
      )}
      {of.intervals.length > 0 && (
        <ul className="plain-list">
          {of.intervals.map((interval) => (
            <li key={interval.from}>
              <Instant at={interval.from} /> – <Instant at={interval.to} /> · <Word of="PauseParty" is={interval.party} /> · {interval.reason}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
