import { App, Button, Modal, Skeleton } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketAction } from '../gql/schema.ts';
import { useOwnVendor } from '../session/own-vendor.ts';
import { useWord } from '../words/word.tsx';
import type { ActTicketFragment } from './acts/act.gql.ts';

const BulkForm = lazy(() => import('./bulk-form.tsx'));

/** What the API does with many tickets at once. */
const together = ['ACKNOWLEDGE', 'ASSIGN', 'CONFIRM', 'CHANGE_PRIORITY', 'COMMENT', 'CANCEL'] as const satisfies readonly TicketAction[];
export type BulkAction = (typeof together)[number];

/** The API takes a hundred at once. */
const MOST = 100;

type Props = { tickets: readonly ActTicketFragment[]; onDone: () => void; onClear: () => void };

/** What may be done with every one of the chosen tickets. */
export function BulkBar({ tickets, onDone, onClear }: Props) {
  const { t } = useTranslation('tickets');
  const word = useWord();
  const { message } = App.useApp();
  const vendorId = useOwnVendor();
  const [open, setOpen] = useState<BulkAction>();
  if (tickets.length === 0) return null;
  const possible = together.filter(
    // Whom many tickets can be given to, a vendor's own people know; an agency gives each to its vendor.
    (action) => (action !== 'ASSIGN' || vendorId !== undefined) && tickets.every(({ availableActions }) => availableActions.includes(action)),
  );
  return (
    <div className="bulk-bar" role="region" aria-label={t('bulk.title')}>
      <span role="status">{t('bulk.chosen', { count: tickets.length })}</span>
      {tickets.length > MOST ? (
        <span>{t('bulk.tooMany', { most: MOST })}</span>
      ) : (
        possible.map((action) => (
          <Button key={action} size="small" danger={action === 'CANCEL'} onClick={() => setOpen(action)}>
            {word('TicketAction', action)}
          </Button>
        ))
      )}
      {possible.length === 0 && <span className="thing-note">{t('bulk.nothing')}</span>}
      <Button size="small" type="text" onClick={onClear}>
        {t('bulk.clear')}
      </Button>
      {open && (
        <Modal
          open
          footer={null}
          mask={{ closable: false }}
          className="act-form"
          title={`${word('TicketAction', open)} · ${t('bulk.chosen', { count: tickets.length })}`}
          onCancel={() => setOpen(undefined)}
        >
          <Suspense fallback={<Skeleton active title={false} />}>
            <BulkForm
              action={open}
              vendorId={vendorId}
              tickets={tickets}
              onCancel={() => setOpen(undefined)}
              onDone={(count) => {
                setOpen(undefined);
                void message.success(t('bulk.done', { count }));
                onDone();
              }}
            />
          </Suspense>
        </Modal>
      )}
    </div>
  );
}
