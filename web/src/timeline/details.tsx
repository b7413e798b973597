import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { Name } from '../party/name.tsx';
import { Instant } from '../time/instant.tsx';
import { Word, WordTag } from '../words/word.tsx';
import type { Bar, Clock, Happening, TimelineTicket } from './lanes.ts';
import { lookOf } from './look.ts';
import type { Picked } from './picked.ts';
import { Swatch } from './swatch.tsx';
import { OpenTime } from './open-time.tsx';

/** What the picked part of the drawing is, in words. */
export function Details({ picked, ticket, zone }: { picked: Picked | null; ticket: TimelineTicket; zone: string }) {
  const { t } = useTranslation('timeline');
  return (
    <div className="tl-details" aria-live="polite">
      {!picked && <span className="tl-hint">{t('details.hint')}</span>}
      {picked?.kind === 'bar' && <BarDetails bar={picked.bar} ticket={ticket} zone={zone} />}
      {picked?.kind === 'due' && <DueDetails clock={picked.clock} zone={zone} />}
      {picked?.kind === 'events' && picked.events.map((event) => <EventDetails key={event.id} event={event} zone={zone} />)}
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <span className="tl-fact">
      <span className="tl-fact-name">{name}</span> {children}
    </span>
  );
}

function BarDetails({ bar, ticket, zone }: { bar: Bar; ticket: TimelineTicket; zone: string }) {
  const { t } = useTranslation('timeline');
  const { clock, segment } = bar;
  const pause = segment.pauseId ? ticket.pauses.find((one) => one.id === segment.pauseId) : undefined;
  const standing = segment.pauseId ? clock.explanation?.pauses.find((one) => one.pauseId === segment.pauseId)?.standing : undefined;
  return (
    <>
      <strong>
        <Swatch look={lookOf(segment.kind, bar.late)} /> <Word of="Metric" is={clock.metric} /> · <Word of="SegmentKind" is={segment.kind} />
        {bar.late && ` · ${t('legend.late')}`}
      </strong>
      <Fact name={t('details.from')}>
        <Instant at={segment.from} precision="second" zone={zone} />
      </Fact>
      <Fact name={t('details.to')}>
        <Instant at={segment.to} precision="second" zone={zone} />
      </Fact>
      {segment.kind !== 'CLOSED' && (
        <>
          <Fact name={t('details.open')}>
            <OpenTime seconds={segment.openSeconds} />
          </Fact>
          <Fact name={t('details.charged')}>
            {segment.vendor ? <Name of={segment.vendor} /> : <Word of="PauseParty" is={segment.party} />}
          </Fact>
        </>
      )}
      {pause && (
        <>
          <Fact name={t('details.reason')}>
            <Word of="PauseReason" is={pause.reason} /> <WordTag of="PauseDecision" is={pause.decision} />
          </Fact>
          {standing && (
            <Fact name={t('details.standing')}>
              <Word of="PauseStanding" is={standing} />
            </Fact>
          )}
          {pause.note && <Fact name={t('details.note')}>{pause.note}</Fact>}
        </>
      )}
    </>
  );
}

function DueDetails({ clock, zone }: { clock: Clock; zone: string }) {
  const { t } = useTranslation('timeline');
  return (
    <>
      <strong>
        <Word of="Metric" is={clock.metric} /> · {t('legend.due')}
      </strong>
      <span>
        <Instant at={clock.dueAt} precision="second" zone={zone} /> <WordTag of="ClockState" is={clock.state} />
      </span>
      {clock.provisional && <span>{t('provisionalWhy')}</span>}
      {clock.stoppedAt && (
        <Fact name={t('details.stopped')}>
          <Instant at={clock.stoppedAt} precision="second" zone={zone} />
        </Fact>
      )}
      {clock.breachKnownAt && (
        <Fact name={t('details.known')}>
          <Instant at={clock.breachKnownAt} precision="second" zone={zone} />
        </Fact>
      )}
    </>
  );
}

function EventDetails({ event, zone }: { event: Happening; zone: string }) {
  const { t } = useTranslation('timeline');
  return (
    <div className="tl-event">
      <strong>
        <Word of="EventType" is={event.type} />
      </strong>
      <span>
        <Instant at={event.correctedAt ?? event.occurredAt} precision="second" zone={zone} />
        {event.correctedAt && (
          <small>
            {' '}
            {t('details.corrected')} <Instant at={event.occurredAt} precision="second" zone={zone} />
          </small>
        )}
      </span>
      <span>
        <Word of="ActorSide" is={event.side} />
        {event.actor && ` · ${event.actor.name}`}
      </span>
      {event.priority && event.previousPriority && (
        <span>
          <Word of="Priority" is={event.previousPriority} /> → <Word of="Priority" is={event.priority} />
        </span>
      )}
      {event.pauseReason && <Word of="PauseReason" is={event.pauseReason} />}
      {event.reason && <span className="tl-said">{event.reason}</span>}
    </div>
  );
}
