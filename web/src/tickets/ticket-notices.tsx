import { Alert, Button } from 'antd';
import { lazy, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketAction } from '../gql/schema.ts';
import { Instant } from '../time/instant.tsx';
import { useWord } from '../words/word.tsx';
import { useOpenAct } from './ticket-acts.tsx';
import type { WholeTicketFragment } from './ticket.gql.ts';

const ChecklistLink = lazy(() => import('../inspections/checklist-link.tsx'));

/** What waits for somebody's answer, with the button for whoever may give it. */
export function TicketNotices({ ticket }: { ticket: WholeTicketFragment }) {
  const { t } = useTranslation('tickets');
  const word = useWord();
  const { endProposal: end, handOver, changePlan: plan } = ticket;
  return (
    <>
      {ticket.state === 'RESOLVED' && ticket.availableActions.includes('CONFIRM') && (
        <Notice ticket={ticket} act="CONFIRM" text={t('notice.resolved')} type="info" />
      )}
      {end && (
        <Notice
          ticket={ticket}
          act="DECIDE_END"
          text={t('notice.end', { side: end.side ? word('ActorSide', end.side) : '', kind: end.kind ? word('EndKind', end.kind) : '' })}
          more={end.reason}
          until={end.answerBy}
        />
      )}
      {handOver && (
        <Notice
          ticket={ticket}
          act="DECIDE_HAND_OVER"
          text={t('notice.handOver', { side: word('ActorSide', handOver.side) })}
          more={handOver.reason}
          until={handOver.answerBy}
        />
      )}
      {ticket.inspection?.checklist && (
        <Suspense fallback={null}>
          <ChecklistLink number={ticket.number} checklist={ticket.inspection.checklist} />
        </Suspense>
      )}
      {plan?.decision === 'PENDING' && <Notice ticket={ticket} act="DECIDE_PLAN" text={t('notice.plan')} />}
    </>
  );
}

type Props = {
  ticket: WholeTicketFragment;
  act: TicketAction;
  text: string;
  more?: ReactNode;
  until?: string | null;
  type?: 'info' | 'warning';
};

function Notice({ ticket, act, text, more, until, type = 'warning' }: Props) {
  const { t } = useTranslation('tickets');
  const word = useWord();
  const { set } = useOpenAct();
  return (
    <Alert
      className="ticket-notice"
      type={type}
      showIcon
      title={text}
      description={
        (more ?? until) ? (
          <>
            {more}
            {until && (
              <div>
                {t('answerBy')} <Instant at={until} />
              </div>
            )}
          </>
        ) : undefined
      }
      action={
        ticket.availableActions.includes(act) && (
          <Button size="small" onClick={() => set(act)}>
            {word('TicketAction', act)}
          </Button>
        )
      }
    />
  );
}
