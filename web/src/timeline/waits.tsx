import { useTranslation } from 'react-i18next';
import { Instant } from '../time/instant.tsx';
import { useWord, Word } from '../words/word.tsx';
import type { Clock } from './lanes.ts';
import { OpenTime } from './open-time.tsx';

/** Every declared pause, and whether this clock takes it into account. */
export function Waits({ clock, zone }: { clock: Clock; zone: string }) {
  const { t } = useTranslation('timeline');
  const word = useWord();
  const pauses = clock.explanation?.pauses ?? [];
  const disputes = clock.explanation?.disputes ?? [];
  return (
    <>
      {pauses.length > 0 && (
        <>
          <h4 className="tl-part-title">{t('pauses')}</h4>
          <ul className="tl-list">
            {pauses.map((pause) => (
              <li key={pause.pauseId}>
                {t('pauseBy', { reason: word('PauseReason', pause.reason), party: word('PauseParty', pause.party) })} <Instant at={pause.from} zone={zone} /> – {pause.to ? <Instant at={pause.to} zone={zone} /> : t('stillOpen')}
                <small>
                  <Word of="PauseStanding" is={pause.standing} /> · {t('pauseOpen')} <OpenTime seconds={pause.openSeconds} />
                </small>
              </li>
            ))}
          </ul>
        </>
      )}
      {disputes.length > 0 && (
        <>
          <h4 className="tl-part-title">{t('rulings')}</h4>
          <ul className="tl-list">
            {disputes.map((dispute) => (
              <li key={dispute.disputeId}>
                <Word of="DisputeOutcome" is={dispute.ruling.outcome} />
                {dispute.ruling.party && (
                  <>
                    {' → '}
                    <Word of="PauseParty" is={dispute.ruling.party} />
                  </>
                )}{' '}
                · <Instant at={dispute.decidedAt} zone={zone} />
                <small>{dispute.reason}</small>
                {dispute.ruling.intervals.map((interval) => (
                  <small key={interval.from}>
                    <Instant at={interval.from} zone={zone} /> – <Instant at={interval.to} zone={zone} /> · <Word of="PauseParty" is={interval.party} /> · {interval.reason}
                  </small>
                ))}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
