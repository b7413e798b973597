import { Alert, App, Button, Progress } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useQuery } from 'urql';
import { useConfirm } from '../form/confirm.ts';
import { type Refusal, useAct, useSend } from '../form/send.ts';
import { useUnsaved } from '../form/unsaved.ts';
import { Name } from '../party/name.tsx';
import { Page } from '../page/page.tsx';
import { QueryState } from '../page/query-state.tsx';
import { useMay } from '../session/viewer.tsx';
import { CivilDate } from '../time/instant.tsx';
import { WordTag } from '../words/word.tsx';
import { CheckItem } from './check-item.tsx';
import { answerOf, type Draft, isFilled } from './draft.ts';
import { ChecklistTicketDocument, type ChecklistTicketQuery, RaiseInspectionIncidentDocument, RecordInspectionAnswersDocument } from './checklist.gql.ts';
import './inspections.css';

type Ticket = NonNullable<ChecklistTicketQuery['ticketByNumber']>;

/** The checklist of an inspection, to be answered on site with a phone. */
export default function ChecklistPage() {
  const { t } = useTranslation('inspections');
  const { number = '' } = useParams();
  const [query, again] = useQuery({ query: ChecklistTicketDocument, variables: { number } });
  const ticket = query.data?.ticketByNumber;
  return (
    <Page title={ticket?.inspection?.checklist?.name ?? t('check.title')} crumbs={[{ label: number, to: `/tickets/${number}` }, { label: t('check.title') }]}>
      <QueryState query={query} retry={() => again({ requestPolicy: 'network-only' })} empty={query.data !== undefined && !ticket?.inspection?.checklist} emptyText={t('check.none')}>
        {ticket?.inspection?.checklist && <Checklist key={ticket.id} ticket={ticket} />}
      </QueryState>
    </Page>
  );
}

function Checklist({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation('inspections');
  const { message } = App.useApp();
  const may = useMay();
  const confirm = useConfirm();
  const [drafts, setDrafts] = useState<Record<string, Draft>>({});
  const [refusals, setRefusals] = useState<Record<string, string>>({});
  const [others, setOthers] = useState<readonly Refusal[]>([]);
  const { send, busy } = useSend(RecordInspectionAnswersDocument, (data) => data.recordInspectionAnswers);
  const { act: raise } = useAct(RaiseInspectionIncidentDocument, (data) => data.raiseInspectionIncident);
  useUnsaved(Object.keys(drafts).length > 0);

  const { checklist, occurrence } = ticket.inspection ?? {};
  const lines = checklist?.items ?? [];
  const mayAnswer = may('inspection.record') && checklist?.takesAnswers === true;
  const filled = lines.filter(({ item }) => isFilled(item.kind, drafts[item.key]));
  const done = lines.filter((line) => line.answer).length;
  const nameOf = (id: string) => ticket.attachments.nodes.find((file) => file.id === id)?.name;

  async function save() {
    setRefusals({});
    setOthers([]);
    const sending = filled.map(({ item }) => ({ key: item.key, answer: answerOf(item.key, item.kind, drafts[item.key] ?? {}) }));
    const sent = await send({ input: { ticketId: ticket.id, answers: sending.map((one) => one.answer) } });
    if (sent.done) {
      setDrafts((before) => Object.fromEntries(Object.entries(before).filter(([key]) => !sending.some((one) => one.key === key))));
      void message.success(t('check.saved', { count: sending.length }));
      return;
    }
    // `answers.2.note` is about the third of those that were sent.
    const found: Record<string, string> = {};
    const rest: Refusal[] = [];
    for (const refusal of sent.refusals) {
      const place = /^answers\.(\d+)/.exec(refusal.field ?? '')?.[1];
      const key = place === undefined ? undefined : sending[Number(place)]?.key;
      if (key) found[key] = refusal.message;
      else rest.push(refusal);
    }
    setRefusals(found);
    setOthers(rest);
  }
  async function incident(key: string, label: string) {
    if (!(await confirm({ title: t('check.incidentTitle', { item: label }), act: t('check.incident') }))) return;
    const raised = await raise({ input: { ticketId: ticket.id, item: key, impact: ticket.impact, urgency: ticket.urgency } });
    if (!raised?.ticket) return;
    void message.success(t('check.raised', { number: raised.ticket.number }));
  }
  return (
    <div className="check">
      <p className="check-where">
        <Name of={ticket.agency} /> · <Name of={ticket.system} />
        {occurrence && (
          <>
            {' '}
            <WordTag of="InspectionState" is={occurrence.state} /> {t('last')} <CivilDate date={occurrence.lastOn} />
          </>
        )}
      </p>
      <Progress percent={lines.length > 0 ? Math.round((done / lines.length) * 100) : 0} format={() => t('check.progress', { done, all: lines.length })} aria-label={t('check.progressName')} />
      {lines.map((line, index) => (
        <CheckItem
          key={line.item.key}
          line={line}
          index={index}
          draft={drafts[line.item.key]}
          problem={refusals[line.item.key]}
          ticketId={ticket.id}
          nameOf={nameOf}
          onChange={mayAnswer ? (draft) => setDrafts((before) => ({ ...before, [line.item.key]: draft })) : undefined}
          onIncident={line.asksForIncident && may('ticket.raise') ? () => void incident(line.item.key, line.item.label) : undefined}
        />
      ))}
      {others.map((one) => (
        <Alert key={`${one.code} ${one.message}`} type="error" showIcon role="alert" title={one.message} />
      ))}
      {!mayAnswer && <Alert type="info" showIcon title={t('check.readOnly')} />}
      {mayAnswer && (
        <div className="check-foot">
          <Button type="primary" size="large" block disabled={filled.length === 0} loading={busy} onClick={() => void save()}>
            {filled.length > 0 ? t('check.save', { count: filled.length }) : t('check.nothingYet')}
          </Button>
          {checklist.complete && ticket.availableActions.includes('RESOLVE') && (
            <Link to={`/tickets/${ticket.number}?act=RESOLVE`}>
              <Button size="large" block>
                {t('check.resolve')}
              </Button>
            </Link>
          )}
        </div>
      )}
    </div>
  );
}
