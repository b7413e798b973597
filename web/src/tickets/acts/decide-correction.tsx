import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { QueryState } from '../../page/query-state.tsx';
import { Instant } from '../../time/instant.tsx';
import { Word, useWord } from '../../words/word.tsx';
import { Facts } from '../facts.tsx';
import type { ActProps } from './act.ts';
import { ActCorrectionsDocument } from './act-parts.gql.ts';
import { ApproveCorrectionDocument, RejectCorrectionDocument } from './acts.gql.ts';
import { ChooseOne } from './choose-one.tsx';
import { DecideForm } from './decide-form.tsx';

export default function DecideCorrectionForm({ ticket, onDone, onCancel }: ActProps) {
  const { t } = useTranslation('tickets');
  const word = useWord();
  const [query, again] = useQuery({ query: ActCorrectionsDocument, variables: { id: ticket.id } });
  const [wanted, want] = useState<string>();
  const found = query.data?.ticket;
  const open = (found?.corrections ?? []).filter(({ availableActions }) => availableActions.length > 0);
  const correction = open.find(({ id }) => id === wanted) ?? open.at(-1);
  const event = found?.events.find(({ seq }) => seq === correction?.seq);
  const known = { ticketId: ticket.id, expectedVersion: ticket.version, correctionId: correction?.id ?? '' };
  return (
    <QueryState query={query} retry={() => again({ requestPolicy: 'network-only' })} empty={query.data !== undefined && !correction}>
      {correction && (
        <DecideForm
          key={correction.id}
          accept={{
            label: word('CorrectionAction', 'APPROVE'),
            document: ApproveCorrectionDocument,
            pick: (data) => data.approveCorrection,
            variables: () => ({ input: known }),
          }}
          reject={{
            label: word('CorrectionAction', 'REJECT'),
            document: RejectCorrectionDocument,
            pick: (data) => data.rejectCorrection,
            variables: (reason) => ({ input: { ...known, reason } }),
          }}
          onDone={onDone}
          onCancel={onCancel}
        >
          <ChooseOne label={t('corrections.title')} items={open} value={correction.id} onChange={want} line={(one) => <Instant at={one.correctedAt} />} />
          <Facts
            of={[
              { label: t('corrections.event'), value: <Word of="EventType" is={event?.type} /> },
              { label: t('corrections.recorded'), value: <Instant at={correction.recordedAt ?? event?.occurredAt} precision="second" /> },
              { label: t('corrections.corrected'), value: <Instant at={correction.correctedAt} precision="second" /> },
              { label: t('proposedBy'), value: correction.proposedBy?.name ?? '—' },
              { label: t('act.reason'), value: <span className="text">{correction.reason}</span> },
              correction.evidence ? { label: t('corrections.evidence'), value: <span className="text">{correction.evidence}</span> } : null,
            ]}
          />
          <p>{t('act.decideCorrection.text')}</p>
        </DecideForm>
      )}
    </QueryState>
  );
}
