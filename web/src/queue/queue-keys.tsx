import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '../frame/shortcuts.ts';
import { useWord } from '../words/word.tsx';
import { quick, type QuickAct } from './queue-acts.tsx';
import type { QueueTicketFragment } from './queue.gql.ts';

/** The same keys as on the ticket's page. */
const keys: Partial<Record<QuickAct, string>> = { RESUME: 'u', RESTORE: 'e', RESOLVE: 'r', HOLD: 'h', REPORT_PROGRESS: 'p', ASSIGN: 's' };

type Props = {
  rows: readonly QueueTicketFragment[];
  chosen: QueueTicketFragment | undefined;
  onChoose: (id: string) => void;
  onGo: (ticket: QueueTicketFragment) => void;
  onAcknowledge: (ticket: QueueTicketFragment) => void;
  onOpen: (ticket: QueueTicketFragment, act: QuickAct) => void;
};

/** The keyboard of the queue; `?` lists it. */
export function QueueKeys({ rows, chosen, onChoose, onGo, onAcknowledge, onOpen }: Props) {
  const { t } = useTranslation('queue');
  const step = useCallback(
    (by: number) => {
      const at = rows.findIndex((row) => row.id === chosen?.id);
      const next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))];
      if (next) onChoose(next.id);
    },
    [rows, chosen, onChoose],
  );
  useShortcut('j', t('keys.next'), useCallback(() => step(1), [step]));
  useShortcut('k', t('keys.previous'), useCallback(() => step(-1), [step]));
  useShortcut(
    'Enter',
    t('keys.open'),
    useCallback(() => {
      // Whatever has the focus keeps its Enter.
      const focus = document.activeElement;
      if (focus instanceof HTMLElement && focus !== document.body && focus.matches('a, button, [role="button"], [role="tab"], [role="menuitem"]')) focus.click();
      else if (chosen) onGo(chosen);
    }, [chosen, onGo]),
  );
  useShortcut(
    'a',
    t('keys.acknowledge'),
    useCallback(() => {
      if (chosen?.availableActions.includes('ACKNOWLEDGE')) onAcknowledge(chosen);
    }, [chosen, onAcknowledge]),
  );
  return (
    <>
      {quick.map((act) => {
        const key = keys[act];
        return key ? <ActKey key={act} act={act} keys={key} chosen={chosen} onOpen={onOpen} /> : null;
      })}
    </>
  );
}

function ActKey({ act, keys: key, chosen, onOpen }: { act: QuickAct; keys: string } & Pick<Props, 'chosen' | 'onOpen'>) {
  const word = useWord();
  useShortcut(
    key,
    word('TicketAction', act),
    useCallback(() => {
      if (chosen?.availableActions.includes(act)) onOpen(chosen, act);
    }, [chosen, onOpen, act]),
  );
  return null;
}
