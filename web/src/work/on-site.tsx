import { CheckCircleOutlined } from '@ant-design/icons';
import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { written } from '../form/written.ts';
import { useAct } from '../form/send.ts';
import { Instant } from '../time/instant.tsx';
import { CheckOut } from './check-out.tsx';
import { ChosenFiles } from './chosen-files.tsx';
import { positionOf, usePosition } from './position.ts';
import { PositionSwitch } from './position-switch.tsx';
import { useTicketFiles } from './send-files.ts';
import { type ArriveTicketQuery, CheckInVisitDocument } from './work.gql.ts';

type Ticket = NonNullable<ArriveTicketQuery['ticketByNumber']>;
type Props = { ticket: Ticket; going: Ticket['visits'][number] | undefined; reload: () => void };

export function OnSite({ ticket, going, reload }: Props) {
  const { t } = useTranslation('work');
  const navigate = useNavigate();
  if (!going) return <CheckInButton ticket={ticket} reload={reload} />;
  return (
    <>
      <p className="arrive-done" role="status">
        <CheckCircleOutlined aria-hidden /> {t('arrive.here')} <Instant at={going.checkedInAt} />
      </p>
      <section className="section" aria-label={t('arrive.photos')}>
        <Photos ticket={ticket} />
      </section>
      <section className="section" aria-label={t('visit.checkOut')}>
        <CheckOut ticket={ticket} visit={going} onDone={reload} onCancel={() => void navigate(`/tickets/${ticket.number}`)} />
      </section>
    </>
  );
}

function CheckInButton({ ticket, reload }: { ticket: Ticket; reload: () => void }) {
  const { t } = useTranslation('work');
  const { message } = App.useApp();
  const place = usePosition();
  const [note, setNote] = useState('');
  const { act, busy } = useAct(CheckInVisitDocument, (data) => data.checkInVisit);

  async function checkIn() {
    const done = await act({ input: { ticketId: ticket.id, note: written(note), position: positionOf(place.where) } });
    if (!done) return;
    void message.success(t('arrive.done'));
    reload();
  }
  return (
    <section className="section arrive-act" aria-label={t('arrive.title')}>
      <Button type="primary" className="arrive-button" loading={busy} disabled={place.where.state === 'asking'} onClick={() => void checkIn()}>
        {t('arrive.do')}
      </Button>
      <PositionSwitch {...place} />
      <Input.TextArea rows={2} maxLength={2000} value={note} onChange={(event) => setNote(event.target.value)} aria-label={t('visit.note')} placeholder={t('visit.note')} />
      <p className="act-lead">{t('visit.lead')}</p>
    </section>
  );
}

function Photos({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation('work');
  const { message } = App.useApp();
  const [files, setFiles] = useState<readonly File[]>([]);
  const [busy, setBusy] = useState(false);
  const sendFiles = useTicketFiles();

  async function send() {
    setBusy(true);
    await sendFiles(ticket.id, files);
    setBusy(false);
    setFiles([]);
    void message.success(t('arrive.sent'));
  }
  return (
    <div className="arrive-photos">
      <ChosenFiles files={files} onChange={setFiles} label={t('arrive.takePhoto')} photo />
      {files.length > 0 && (
        <Button type="primary" loading={busy} onClick={() => void send()}>
          {t('arrive.send')}
        </Button>
      )}
      <small>{t('arrive.photosWhy')}</small>
    </div>
  );
}
