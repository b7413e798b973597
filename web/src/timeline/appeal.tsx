import { App, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { written } from '../form/written.ts';
import { Problems, useSendForm } from '../form/send-form.tsx';
import { Instant } from '../time/instant.tsx';
import type { Clock } from './lanes.ts';
import { AppealClockDocument } from './timeline.gql.ts';

type Props = { clock: Clock; zone: string; onAppealed: () => void };
type Values = { reason: string; evidence?: string };

/** Disputes the breach in which a clock stands, while the API offers it. */
export function Appeal({ clock, zone, onAppealed }: Props) {
  const { t } = useTranslation('timeline');
  const [open, setOpen] = useState(false);
  if (!clock.availableActions.includes('APPEAL')) return null;
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('appeal.open')}
      </Button>
      {clock.appealBy && (
        <span className="tl-soft">
          {t('appeal.by')} <Instant at={clock.appealBy} zone={zone} />
        </span>
      )}
      <Modal open={open} title={t('appeal.title')} footer={null} onCancel={() => setOpen(false)} destroyOnHidden>
        <AppealForm
          clockId={clock.id}
          onCancel={() => setOpen(false)}
          onDone={() => {
            setOpen(false);
            onAppealed();
          }}
        />
      </Modal>
    </>
  );
}

function AppealForm({ clockId, onDone, onCancel }: { clockId: string; onDone: () => void; onCancel: () => void }) {
  const { t } = useTranslation('timeline');
  const { t: tApp } = useTranslation('app');
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const { submit, busy, problems } = useSendForm(form, AppealClockDocument, (data) => data.appealBreach);
  async function send({ reason, evidence }: Values) {
    const done = await submit({ input: { clockId, reason: reason.trim(), evidence: written(evidence) } });
    if (!done) return;
    void message.success(t('appeal.done'));
    onDone();
  }
  return (
    <Form form={form} layout="vertical" requiredMark="optional" onFinish={send}>
      <p className="tl-soft">{t('appeal.lead')}</p>
      <Form.Item name="reason" label={t('appeal.reason')} rules={[{ required: true, whitespace: true, message: t('appeal.reasonMissing') }]}>
        <Input.TextArea rows={4} maxLength={2000} />
      </Form.Item>
      <Form.Item name="evidence" label={t('appeal.evidence')} extra={t('appeal.files')}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
      <Problems of={problems} />
      <div className="act-buttons tl-acts">
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('appeal.do')}
        </Button>
        <Button onClick={onCancel}>{tApp('cancel')}</Button>
      </div>
    </Form>
  );
}
