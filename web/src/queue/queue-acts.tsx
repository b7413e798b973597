import { useTranslation } from 'react-i18next';
import { Actions, type Offer } from '../actions/actions.tsx';
import type { TicketAction } from '../gql/schema.ts';
import { useWord } from '../words/word.tsx';
import type { QueueTicketFragment } from './queue.gql.ts';

/** What stands in a row, the nearest step first; the rest is on the ticket's page. */
export const quick = ['ACKNOWLEDGE', 'RESUME', 'RESTORE', 'RESOLVE', 'HOLD', 'VISIT', 'REPORT_PROGRESS', 'ASSIGN', 'ROUTE', 'LOG_WORK'] as const satisfies readonly TicketAction[];

export type QuickAct = (typeof quick)[number];

type Props = { ticket: QueueTicketFragment; busy: boolean; onAcknowledge: () => void; onOpen: (act: QuickAct) => void };

export function QueueActs({ ticket, busy, onAcknowledge, onOpen }: Props) {
  const { t } = useTranslation('queue');
  const word = useWord();
  const offers: Partial<Record<TicketAction, Offer>> = {};
  const lead = quick.find((act) => ticket.availableActions.includes(act));
  for (const act of quick) {
    offers[act] = {
      label: word('TicketAction', act),
      primary: act === 'ACKNOWLEDGE',
      rare: act !== lead,
      busy: act === 'ACKNOWLEDGE' && busy,
      run: act === 'ACKNOWLEDGE' ? onAcknowledge : () => onOpen(act),
    };
  }
  return (
    <div className="queue-acts" role="group" aria-label={t('acts', { number: ticket.number })}>
      <Actions available={ticket.availableActions} offers={offers} shown={1} />
    </div>
  );
}
