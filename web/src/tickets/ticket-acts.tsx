import { App, Modal, Skeleton } from 'antd';
import { Suspense, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Actions, type Offer } from '../actions/actions.tsx';
import { useShortcut } from '../frame/shortcuts.ts';
import type { TicketAction } from '../gql/schema.ts';
import { useWord } from '../words/word.tsx';
import type { ActTicketFragment } from './acts/act.gql.ts';
import { acts } from './acts/registry.ts';

/** Names in the order of the registry, which is that of the buttons. */
function known(): TicketAction[] {
  const names: TicketAction[] = [];
  let name: keyof typeof acts;
  for (name in acts) names.push(name);
  return names;
}

/** Which form stands open, in the address, so that a link may lead right into it. */
export function useOpenAct() {
  const [params, setParams] = useSearchParams();
  const wanted = params.get('act');
  const open = known().find((name) => name === wanted);
  const set = useCallback(
    (name: TicketAction | null) =>
      setParams(
        (before) => {
          const after = new URLSearchParams(before);
          if (name) after.set('act', name);
          else after.delete('act');
          return after;
        },
        { replace: true },
      ),
    [setParams],
  );
  return { open, set };
}

/** The buttons for what may be done with the ticket now, and the form of the one that was pressed. */
export function TicketActs({ ticket }: { ticket: ActTicketFragment }) {
  const word = useWord();
  const { open, set } = useOpenAct();
  const names = known();
  // One primary button at most: the first that is there.
  const leading = names.find((name) => acts[name]?.primary && ticket.availableActions.includes(name));
  const offers: Partial<Record<TicketAction, Offer>> = {};
  for (const name of names) {
    const act = acts[name];
    if (!act) continue;
    offers[name] = {
      label: word('TicketAction', name),
      run: () => set(name),
      primary: name === leading,
      danger: act.danger ?? false,
      rare: act.rare ?? false,
    };
  }
  return (
    <>
      <Actions available={ticket.availableActions} offers={offers} />
      {names.map((name) => {
        const keys = acts[name]?.keys;
        return keys && ticket.availableActions.includes(name) ? <ActKey key={name} keys={keys} name={name} run={set} /> : null;
      })}
      {open && <ActWindow key={open} ticket={ticket} name={open} onClose={() => set(null)} />}
    </>
  );
}

function ActKey({ keys, name, run }: { keys: string; name: TicketAction; run: (name: TicketAction) => void }) {
  const word = useWord();
  useShortcut(
    keys,
    word('TicketAction', name),
    useCallback(() => run(name), [run, name]),
  );
  return null;
}

/** The form of an act in front of the page; whoever shows tickets elsewhere may mount it as well. */
export function ActWindow({ ticket, name, onClose }: { ticket: ActTicketFragment; name: TicketAction; onClose: () => void }) {
  const { t } = useTranslation('tickets');
  const { message } = App.useApp();
  const word = useWord();
  // Decided when it opens: what happens meanwhile, the act itself included, must not take the form from under somebody's hands.
  const [offered] = useState(() => ticket.availableActions.includes(name));
  const act = acts[name];
  if (!act) return null;
  const Form = act.form;
  return (
    <Modal
      open
      title={`${word('TicketAction', name)} · ${ticket.number}`}
      footer={null}
      onCancel={onClose}
      mask={{ closable: false }}
      width={act.wide ? 720 : 560}
      className="act-form"
    >
      {offered ? (
        <Suspense fallback={<Skeleton active title={false} />}>
          <Form
            ticket={ticket}
            onDone={() => {
              void message.success(t('act.done', { act: word('TicketAction', name) }));
              onClose();
            }}
            onCancel={onClose}
          />
        </Suspense>
      ) : (
        <p role="alert">{t('act.gone')}</p>
      )}
    </Modal>
  );
}
