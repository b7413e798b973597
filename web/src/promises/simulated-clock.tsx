import { useTranslation } from 'react-i18next';
import { Duration, Instant } from '../time/instant.tsx';
import { usePromise } from '../timeline/promise.ts';
import { ToneTag } from '../words/tone-tag.tsx';
import { Word, WordTag } from '../words/word.tsx';
import { useConditions } from './conditions.tsx';
import { SegmentBar, type Segments } from './segment-bar.tsx';
import type { SimulatorDeadlinesQuery } from './simulator.gql.ts';

export type SimulatedClockData = NonNullable<SimulatorDeadlinesQuery['previewDeadlines']['preview']>['clocks'][number];

/** One metric: when it is due, how the time until then is made up, and why. */
export function SimulatedClock({ clock, way }: { clock: SimulatedClockData; way: Segments | undefined }) {
  const { t } = useTranslation('promises');
  const promise = usePromise();
  const conditions = useConditions();
  const why = clock.explanation;
  const others = (why?.targets ?? []).filter(({ outcome }) => outcome !== 'CHOSEN');
  return (
    <li className="simulated-clock">
      <div className="simulated-head">
        <h3>
          <Word of="Metric" is={clock.metric} />
        </h3>
        <span className="simulated-due">
          {clock.dueAt ? <Instant at={clock.dueAt} /> : <WordTag of="ClockState" is={clock.state} />}
        </span>
        {clock.dueAt && clock.state !== 'RUNNING' && <WordTag of="ClockState" is={clock.state} />}
        {clock.provisional && <ToneTag tone="waiting">{t('simulator.provisional')}</ToneTag>}
      </div>
      {clock.target && (
        <p className="soft">
          {promise(clock.target.duration)} · {clock.target.calendar?.name}
          {conditions(clock.target) && ` · ${conditions(clock.target)}`}
          {clock.pausedSeconds > 0 && (
            <>
              {' '}
              · {t('simulator.paused')} <Duration seconds={clock.pausedSeconds} />
            </>
          )}
        </p>
      )}
      {clock.dueAt && way && <SegmentBar segments={way} dueAt={clock.dueAt} />}
      {why && (
        <details>
          <summary>{t('simulator.why')}</summary>
          <ol className="plain-list">
            {why.sentences.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ol>
          {others.length > 0 && (
            <>
              <p className="soft">{t('simulator.others')}</p>
              <ul className="plain-list">
                {others.map((choice) => (
                  <li key={choice.target.id}>
                    <Word of="Priority" is={choice.target.priority} /> {conditions(choice.target) || t('target.forAll')} {promise(choice.target.duration)}{' '}
                    <WordTag of="ChoiceOutcome" is={choice.outcome} />
                  </li>
                ))}
              </ul>
            </>
          )}
        </details>
      )}
    </li>
  );
}
