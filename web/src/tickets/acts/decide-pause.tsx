import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { QueryState } from '../../page/query-state.tsx';
import { Instant } from '../../time/instant.tsx';
import { Word } from '../../words/word.tsx';
import { Facts } from '../facts.tsx';
import type { ActProps } from './act.ts';
import { ActPausesDocument, type ActPausesQuery } from './act-parts.gql.ts';
import { AcceptTicketPauseDocument, RejectTicketPauseDocument } from './acts.gql.ts';
import { ChooseOne } from './choose-one.tsx';
import { DecideForm } from './decide-form.tsx';

type Pause = NonNullable<ActPausesQuery['ticket']>['pauses'][number];

export default function DecidePauseForm({ ticket, onDone, onCancel }: ActProps) {
  const { t } = useTranslation('tickets');
  const [query, again] = useQuery({ query: ActPausesDocument, variables: { id: ticket.id } });
  const [wanted, want] = useState<string>();
  const open = (query.data?.ticket?.pauses ?? []).filter(
    ({ availableActions: may }) => may.includes('ACCEPT_PAUSE') || may.includes('REJECT_PAUSE'),
  );
  const pause = open.find(({ id }) => id === wanted) ?? open.findLast(({ decision }) => decision === 'PENDING') ?? open.at(-1);
  const known = { ticketId: ticket.id, expectedVersion: ticket.version, pauseId: pause?.id ?? '' };
  return (
    <QueryState query={query} retry={() => again({ requestPolicy: 'network-only' })} empty={query.data !== undefined && !pause}>
      {pause && (
        <DecideForm
          key={pause.id}
          accept={{
            label: t('act.decidePause.accept'),
            document: AcceptTicketPauseDocument,
            pick: (data) => data.acceptPause,
            variables: () => ({ input: known }),
          }}
          reject={{
            label: t('act.decidePause.reject'),
            document: RejectTicketPauseDocument,
            pick: (data) => data.rejectPause,
            variables: (reason) => ({ input: { ...known, reason } }),
          }}
          onDone={onDone}
          onCancel={onCancel}
        >
          <ChooseOne label={t('pauses.title')} items={open} value={pause.id} onChange={want} line={(one) => <PauseLine pause={one} />} />
          <PauseFacts pause={pause} />
          <p>{t('act.decidePause.text')}</p>
        </DecideForm>
      )}
    </QueryState>
  );
}

export function PauseLine({ pause }: { pause: Pause }) {
  return (
    <>
      <Word of="PauseReason" is={pause.reason} /> <Instant at={pause.from} /> – {pause.to ? <Instant at={pause.to} /> : '…'}{' '}
      <Word of="PauseDecision" is={pause.decision} />
    </>
  );
}

export function PauseFacts({ pause }: { pause: Pause }) {
  const { t } = useTranslation('tickets');
  return (
    <Facts
      of={[
        { label: t('pauses.reason'), value: <Word of="PauseReason" is={pause.reason} /> },
        { label: t('pauses.party'), value: <Word of="PauseParty" is={pause.party} /> },
        {
          label: t('pauses.period'),
          value: (
            <>
              <Instant at={pause.from} /> – {pause.to ? <Instant at={pause.to} /> : t('pauses.open')}
            </>
          ),
        },
        { label: t('pauses.declaredBy'), value: pause.declaredBy?.name ?? '—' },
        pause.note ? { label: t('pauses.note'), value: <span className="text">{pause.note}</span> } : null,
        pause.silentAt ? { label: t('pauses.silentAt'), value: <Instant at={pause.silentAt} /> } : null,
        pause.evidence.length > 0
          ? {
              label: t('pauses.evidence'),
              value: (
                <ul className="plain-list">
                  {pause.evidence.map((one) => (
                    <li key={one.at + one.text}>
                      {one.text} {one.link}
                    </li>
                  ))}
                </ul>
              ),
            }
          : null,
      ]}
    />
  );
}
