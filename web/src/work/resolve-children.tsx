import { Alert, App, Button, Form, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problems, useSendForm } from '../form/send-form.tsx';
import { useMay } from '../session/viewer.tsx';
import { ResolveChildTicketsDocument, type ResolveChildTicketsMutation } from './children.gql.ts';
import { type LateValues, occurredOf } from './late.ts';
import { Occurred } from './occurred.tsx';

type Result = NonNullable<ResolveChildTicketsMutation['resolveChildTickets']['results']>[number];

/** Records the solution of a major incident on the tickets that belong to it; each is a change of its own. */
export function ResolveChildren({ ticketId, onDone }: { ticketId: string; onDone: () => void }) {
  const { t } = useTranslation('work');
  const may = useMay();
  const [open, setOpen] = useState(false);
  if (!may('ticket.resolve')) return null;
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('children.do')}
      </Button>
      {open && <ResolveDialog ticketId={ticketId} onDone={onDone} onClose={() => setOpen(false)} />}
    </>
  );
}

function ResolveDialog({ ticketId, onDone, onClose }: { ticketId: string; onDone: () => void; onClose: () => void }) {
  const { t } = useTranslation(['work', 'app']);
  const { message } = App.useApp();
  const [form] = Form.useForm<LateValues>();
  const [refused, setRefused] = useState<readonly Result[]>([]);
  const { submit, busy, problems } = useSendForm(form, ResolveChildTicketsDocument, (data) => data.resolveChildTickets);

  async function send(values: LateValues) {
    const done = await submit({ input: { ticketId, ...occurredOf(values) } });
    if (!done) return;
    const results = done.results ?? [];
    const left = results.filter(({ errors }) => errors.length > 0);
    const count = results.length - left.length;
    setRefused(left);
    onDone();
    void message.success(done.more ? t('children.more', { count }) : t('children.done', { count }));
    if (left.length === 0 && !done.more) onClose();
  }
  return (
    <Modal
      open
      title={t('children.title')}
      okText={t(refused.length > 0 ? 'children.again' : 'children.do')}
      cancelText={t(refused.length > 0 ? 'app:close' : 'app:cancel')}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="act-lead">{t('children.lead')}</p>
      {refused.length > 0 && (
        <Alert
          type="warning"
          showIcon
          role="alert"
          className="form-problem"
          title={t('children.refused', { count: refused.length })}
          description={
            <ul className="plain-list">
              {refused.map(({ ticket, errors }) => (
                <li key={ticket.id}>
                  {ticket.number} {errors.map((error) => error.message).join(' ')}
                </li>
              ))}
            </ul>
          }
        />
      )}
      <Form form={form} layout="vertical" requiredMark="optional" disabled={busy} onFinish={(values) => void send(values)}>
        <Occurred />
        <Problems of={problems} />
      </Form>
    </Modal>
  );
}
