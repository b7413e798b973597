import { Alert, App, Button, Flex, Form } from 'antd';
import { type KeyboardEvent, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { useSendForm, Problems } from '../form/send-form.tsx';
import { useUndo } from '../form/undo.tsx';
import { Page } from '../page/page.tsx';
import { Section } from '../page/section.tsx';
import { useOwnAgency } from '../session/own-agency.ts';
import { Instant } from '../time/instant.tsx';
import { instantOf } from '../time/wall.ts';
import { useMinute } from '../time/tick.ts';
import { useDraft } from './draft.ts';
import { RaiseFields } from './raise-fields.tsx';
import { RaiseFiles, type Waiting } from './raise-files.tsx';
import { beginning, draftOf, inputOf, isBegun, isRaiseDraft, type RaiseDraft, type RaiseValues, valuesOf } from './raise-form.ts';
import { RaisePreview } from './raise-preview.tsx';
import { RaiseServiceItemsDocument, RaiseTicketDocument } from './raise.gql.ts';
import { useSendFiles } from './send-files.ts';
import { Uncovered } from './uncovered-offer.tsx';
import './raise.css';
import './ticket.css';

/** No contract covers the system: then a request may be filed instead. */
const NOT_COVERED = 'NOT_COVERED';

export default function RaisePage() {
  const { t } = useTranslation('tickets');
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [params] = useSearchParams();
  const [form] = Form.useForm<RaiseValues>();
  const { value: draft, keep, forget } = useDraft<RaiseDraft>('ticket', isRaiseDraft);
  const [found] = useState(draft);
  const initial = useMemo<RaiseValues>(
    () => (found ? valuesOf(found) : { ...beginning, systemId: params.get('systemId') ?? undefined }),
    [found, params],
  );
  const [values, setValues] = useState(initial);
  const items = useServiceItems();
  const item = items.find(({ id }) => id === values.serviceItemId);
  const { submit, busy, problems } = useSendForm(form, RaiseTicketDocument, (data) => data.raiseTicket, { apart: NOT_COVERED });
  const [files, setFiles] = useState<Waiting[]>([]);
  const [raised, setRaised] = useState<{ id: string; number: string }>();
  const [sending, setSending] = useState(false);
  const sendFiles = useSendFiles();
  const undo = useUndo();

  function changed(next: RaiseValues) {
    setValues(next);
    if (isBegun(next)) keep(draftOf(next));
    else forget();
  }
  function discard() {
    const before = form.getFieldsValue();
    const filesBefore = files;
    form.resetFields();
    form.setFieldsValue({ ...beginning, systemId: undefined, serviceItemId: undefined, title: undefined, description: undefined, answers: undefined, agencyId: undefined, raisedAt: null, lateReason: undefined });
    setValues(beginning);
    setFiles([]);
    forget();
    undo(t('raise.discarded'), () => {
      form.setFieldsValue(before);
      setFiles(filesBefore);
      changed(before);
    });
  }
  async function deliver(ticket: { id: string; number: string }) {
    setSending(true);
    const all = files.length === 0 || (await sendFiles(ticket.id, files, setFiles));
    setSending(false);
    if (!all) return;
    void message.success(t('raise.done', { number: ticket.number }));
    void navigate(`/tickets/${ticket.number}`);
  }
  async function raise() {
    if (busy || sending) return;
    const done = await submit({ input: inputOf(form.getFieldsValue(), item) });
    if (!done?.ticket) return;
    forget();
    setRaised(done.ticket);
    await deliver(done.ticket);
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.submit();
  }
  const notCovered = problems.some(({ code }) => code === NOT_COVERED);

  return (
    <Page title={t('raise.title')} crumbs={[{ label: t('tickets.title'), to: '/tickets' }]}>
      {found && draft && <Alert className="ticket-notice" type="info" showIcon closable title={<DraftNote draft={found} />} />}
      <div className="raise" onKeyDown={onKeyDown} role="presentation">
        <Form<RaiseValues>
          form={form}
          layout="vertical"
          requiredMark="optional"
          initialValues={initial}
          disabled={raised !== undefined}
          onValuesChange={() => changed(form.getFieldsValue())}
          onFinish={raise}
          scrollToFirstError={{ focus: true }}
        >
          <Section title={t('raise.what')}>
            <RaiseFields form={form} values={values} items={items} item={item} onFilled={() => changed(form.getFieldsValue())} />
            <Form.Item label={t('raise.attachments')} className="raise-files">
              <RaiseFiles files={files} onChange={setFiles} busy={sending || raised !== undefined} />
            </Form.Item>
            {notCovered ? <Uncovered values={values} onFiled={forget} /> : <Problems of={problems} />}
            {raised && !sending && (
              <Alert
                type="warning"
                showIcon
                className="ticket-notice"
                title={t('raise.filesFailed', { number: raised.number })}
                action={
                  <Flex gap="small">
                    <Button disabled={false} size="small" onClick={() => void deliver(raised)}>
                      {t('raise.sendAgain')}
                    </Button>
                    <Link to={`/tickets/${raised.number}`}>{t('raise.toTicket')}</Link>
                  </Flex>
                }
              />
            )}
            <Flex gap="small" align="center" wrap className="raise-foot">
              <Button type="primary" htmlType="submit" loading={busy || sending}>
                {t('raise.submit')}
              </Button>
              <Button onClick={discard} disabled={!isBegun(values) || busy || sending}>
                {t('raise.discard')}
              </Button>
              <span className="thing-note raise-keys">
                <kbd>Ctrl</kbd> <kbd>Enter</kbd> {t('raise.submits')}
              </span>
            </Flex>
          </Section>
        </Form>
        <aside aria-label={t('raise.preview')} className="ticket-side">
          <RaisePreview key={values.systemId} systemId={values.systemId} input={usePreviewInput(values)} />
        </aside>
      </div>
    </Page>
  );
}

function DraftNote({ draft }: { draft: RaiseDraft }) {
  const { t } = useTranslation('tickets');
  return (
    <>
      {t('raise.draft')} <Instant at={draft.keptAt} />
    </>
  );
}

/** What the viewer's agency can ask for. */
function useServiceItems() {
  const agencyId = useOwnAgency();
  const [query] = useQuery({ query: RaiseServiceItemsDocument, variables: { agencyId } });
  return query.data?.serviceItems.nodes ?? [];
}

/** As of the minute: deadlines are computed anew with each. */
function usePreviewInput(values: RaiseValues) {
  const minute = useMinute();
  const { systemId, agencyId, kind, impact, urgency, raisedAt } = values;
  const at = raisedAt ? instantOf(raisedAt) : new Date(minute * 60_000).toISOString();
  return useMemo<Parameters<typeof RaisePreview>[0]['input']>(
    () =>
      systemId
        ? { systemId, agencyId, kind, impact, urgency, raisedAt: at, laterCycles: [], pauses: [], priorityChanges: [], progressReports: [], restoredRemotely: false }
        : null,
    [systemId, agencyId, kind, impact, urgency, at],
  );
}
