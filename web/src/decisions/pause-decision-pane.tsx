import { CheckOutlined, CloseOutlined } from '@ant-design/icons';
import { App, Button, Descriptions, Flex } from 'antd';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { useConfirm } from '../form/confirm.ts';
import { useAct } from '../form/send.ts';
import { useShortcut } from '../frame/shortcuts.ts';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';
import { Name } from '../party/name.tsx';
import { StepDialog } from '../step/step-dialog.tsx';
import { Instant } from '../time/instant.tsx';
import { Word, WordTag } from '../words/word.tsx';
import { PauseEffect } from './pause-effect.tsx';
import { PauseEvidence } from './pause-evidence.tsx';
import { AcceptPauseDocument, PauseInFullDocument, RejectPauseDocument, type UndecidedFragment } from './pauses.gql.ts';
import { Remaining } from './remaining.tsx';

type Props = { row: UndecidedFragment; onDecided: (id: string) => void };

/** One pause with everything its decision rests on, and the decision. */
export function PauseDecisionPane({ row: { ticket, pause }, onDecided }: Props) {
  const { t } = useTranslation('decisions');
  const { message } = App.useApp();
  const confirm = useConfirm();
  const [rejecting, setRejecting] = useState(false);
  const [query, again] = useQuery({ query: PauseInFullDocument, variables: { ticketId: ticket.id } });
  const { act, busy } = useAct(AcceptPauseDocument, (data) => data.acceptPause);
  const full = query.data?.ticket;
  const shown = full?.pauses.find((one) => one.id === pause.id);
  const available = (shown ?? pause).availableActions;
  const expectedVersion = full?.version;

  const accept = useCallback(() => {
    void (async () => {
      const sure = await confirm({ title: t('pause.acceptTitle', { number: ticket.number }), text: t('pause.ifAccepted'), act: t('pause.accept') });
      if (!sure) return;
      const payload = await act({ input: { pauseId: pause.id, ticketId: ticket.id, expectedVersion } });
      if (!payload) return;
      void message.success(t('pause.accepted'));
      onDecided(pause.id);
    })();
  }, [act, confirm, expectedVersion, message, onDecided, pause.id, t, ticket.id, ticket.number]);
  const reject = useCallback(() => setRejecting(true), []);
  const mayAccept = available.includes('ACCEPT_PAUSE');
  const mayReject = available.includes('REJECT_PAUSE');
  useShortcut('a', t('pause.accept'), accept, mayAccept);
  useShortcut('r', t('pause.reject'), reject, mayReject);

  return (
    <Section
      title={`${ticket.number} ${ticket.title}`}
      className="undecided-pane"
      actions={
        <Flex gap="small">
          {mayReject && (
            <Button danger icon={<CloseOutlined />} onClick={reject}>
              {t('pause.reject')}
            </Button>
          )}
          {mayAccept && (
            <Button type="primary" icon={<CheckOutlined />} loading={busy} onClick={accept}>
              {t('pause.accept')}
            </Button>
          )}
        </Flex>
      }
    >
      <Descriptions
        size="small"
        column={{ xs: 1, sm: 1, md: 2 }}
        items={[
          { key: 'reason', label: t('pause.why'), children: <Word of="PauseReason" is={pause.reason} /> },
          { key: 'party', label: t('pause.party'), children: <WordTag of="PauseParty" is={pause.party} /> },
          {
            key: 'time',
            label: t('pause.time'),
            children: (
              <span>
                <Instant at={pause.from} precision="second" /> – {pause.to ? <Instant at={pause.to} precision="second" /> : t('pause.open')}
              </span>
            ),
          },
          { key: 'by', label: t('pause.by'), children: pause.declaredBy?.name ?? t('pause.imported') },
          { key: 'vendor', label: t('field.vendor'), children: <Name of={ticket.vendor} /> },
          { key: 'agency', label: t('field.agency'), children: <Name of={ticket.agency} /> },
          { key: 'ticket', label: t('field.ticket'), children: <Link to={`/tickets/${ticket.number}`}>{ticket.number}</Link> },
          { key: 'state', label: t('pause.ticketState'), children: <WordTag of="TicketState" is={ticket.state} /> },
          ...(pause.silentAt ? [{ key: 'silent', label: t('pause.silentAt'), children: <Remaining dueAt={pause.silentAt} /> }] : []),
          ...(pause.note ? [{ key: 'note', label: t('pause.note'), span: 'filled' as const, children: <p className="said">{pause.note}</p> }] : []),
        ]}
      />
      <QueryState query={query} retry={() => again({ requestPolicy: 'network-only' })}>
        {full && shown && (
          <>
            <PauseEvidence ticketId={ticket.id} pause={shown} />
            <PauseEffect pauseId={pause.id} clocks={full.clocks} />
          </>
        )}
      </QueryState>
      {rejecting && (
        <StepDialog
          title={t('pause.rejectTitle', { number: ticket.number })}
          lead={t('pause.ifRejected')}
          act={t('pause.reject')}
          danger
          fields={[{ name: 'reason', label: t('field.reason'), required: true }]}
          document={RejectPauseDocument}
          pick={(data) => data.rejectPause}
          variables={({ reason = '' }) => ({ input: { pauseId: pause.id, ticketId: ticket.id, reason, expectedVersion } })}
          done={t('pause.rejected')}
          onClose={() => setRejecting(false)}
          onDone={() => onDecided(pause.id)}
        />
      )}
    </Section>
  );
}
