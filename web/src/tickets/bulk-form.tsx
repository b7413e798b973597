import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { Alert, Button, Flex, Form, Input, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Impact, Urgency, Visibility } from '../gql/schema.ts';
import { type Payload, type Refusal, useSend } from '../form/send.ts';
import { Problems } from '../form/send-form.tsx';
import { useWord, useWordOptions } from '../words/word.tsx';
import { EngineerField } from '../work/engineer-field.tsx';
import type { ActTicketFragment } from './acts/act.gql.ts';
import { Reason } from './acts/reason.tsx';
import { useVisibilities } from './attach.tsx';
import type { BulkAction } from './bulk-bar.tsx';
import {
  AcknowledgeTicketsDocument,
  AssignTicketsDocument,
  CancelTicketsDocument,
  ChangePrioritiesDocument,
  CommentTicketsDocument,
  ConfirmTicketsDocument,
  type OneOfManyFragment,
} from './bulk.gql.ts';
import { impacts, urgencies } from './ranks.ts';

type Values = { engineerId?: string; reason?: string; body?: string; visibility?: Visibility; impact?: Impact; urgency?: Urgency };
type Answer = Payload & { results?: readonly OneOfManyFragment[] | null };

type Props = {
  action: BulkAction;
  tickets: readonly ActTicketFragment[];
  /** For ASSIGN: whose engineers. */
  vendorId: string | undefined;
  onDone: (count: number) => void;
  onCancel: () => void;
};

/** One form for many tickets; each is a change of its own, and what one was refused stands beside its number. */
export default function BulkForm({ action, tickets, vendorId, onDone, onCancel }: Props) {
  const { t } = useTranslation('tickets');
  const { t: app } = useTranslation('app');
  const { t: work } = useTranslation('work');
  const word = useWord();
  const options = useWordOptions();
  const visibilities = useVisibilities();
  const [form] = Form.useForm<Values>();
  const [problems, setProblems] = useState<readonly Refusal[]>([]);
  const [refused, setRefused] = useState<readonly OneOfManyFragment[]>();
  const known = (ticket: ActTicketFragment) => ({ ticketId: ticket.id, expectedVersion: ticket.version });
  const acknowledge = useMany(AcknowledgeTicketsDocument, (data) => data.acknowledgeTickets);
  const assign = useMany(AssignTicketsDocument, (data) => data.assignTickets);
  const confirm = useMany(ConfirmTicketsDocument, (data) => data.confirmTickets);
  const cancel = useMany(CancelTicketsDocument, (data) => data.cancelTickets);
  const comment = useMany(CommentTicketsDocument, (data) => data.commentTickets);
  const rank = useMany(ChangePrioritiesDocument, (data) => data.changePriorities);
  const busy = acknowledge.busy || assign.busy || confirm.busy || cancel.busy || comment.busy || rank.busy;

  function ask(values: Values) {
    const { engineerId, reason = '', body = '', visibility = 'PUBLIC', impact = 'MEDIUM', urgency = 'MEDIUM' } = values;
    switch (action) {
      case 'ACKNOWLEDGE':
        return acknowledge.send({ input: { items: tickets.map(known) } });
      case 'ASSIGN':
        return assign.send({ input: { items: tickets.map((ticket) => ({ ...known(ticket), engineerId })) } });
      case 'CONFIRM':
        return confirm.send({ input: { items: tickets.map(known) } });
      case 'CANCEL':
        return cancel.send({ input: { items: tickets.map((ticket) => ({ ...known(ticket), reason })) } });
      case 'COMMENT':
        return comment.send({ input: { items: tickets.map(({ id }) => ({ ticketId: id, body, visibility })) } });
      case 'CHANGE_PRIORITY':
        return rank.send({ input: { items: tickets.map((ticket) => ({ ...known(ticket), impact, urgency, reason })) } });
    }
  }
  async function finish(values: Values) {
    const sent = await ask(values);
    if (!sent.done) {
      setProblems(sent.refusals);
      return;
    }
    const results = sent.payload.results ?? [];
    const left = results.filter(({ errors }) => errors.length > 0);
    if (left.length === 0) onDone(results.length);
    else setRefused(left);
  }
  if (refused) {
    return (
      <>
        <Alert type="warning" showIcon role="alert" className="ticket-notice" title={t('bulk.partly', { count: tickets.length - refused.length, refused: refused.length })} />
        <ul className="things">
          {refused.map((one) => (
            <li key={one.index}>
              <strong>{tickets[one.index]?.number}</strong>
              <p className="thing-note">{one.errors.map(({ message }) => message).join(' ')}</p>
            </li>
          ))}
        </ul>
        <Flex justify="end">
          <Button onClick={() => onDone(tickets.length - refused.length)}>{app('close')}</Button>
        </Flex>
      </>
    );
  }
  return (
    <Form form={form} layout="vertical" onFinish={finish} initialValues={{ visibility: 'PUBLIC', impact: 'MEDIUM', urgency: 'MEDIUM' }}>
      {action === 'ACKNOWLEDGE' && <p>{work('acknowledge.lead')}</p>}
      {action === 'ASSIGN' && vendorId && <EngineerField vendorId={vendorId} />}
      {action === 'CONFIRM' && <p>{t('bulk.confirm')}</p>}
      {action === 'COMMENT' && (
        <>
          <Form.Item label={t('visibility')} name="visibility">
            <Radio.Group optionType="button" options={options('Visibility', visibilities)} />
          </Form.Item>
          <Form.Item label={t('composer.label')} name="body" rules={[{ required: true, whitespace: true, message: t('act.missing', { field: t('composer.label') }) }]}>
            <Input.TextArea rows={4} maxLength={10_000} />
          </Form.Item>
        </>
      )}
      {action === 'CHANGE_PRIORITY' && (
        <>
          <Form.Item label={t('impact')} name="impact">
            <Radio.Group optionType="button" options={options('Impact', impacts)} />
          </Form.Item>
          <Form.Item label={t('urgency')} name="urgency">
            <Radio.Group optionType="button" options={options('Urgency', urgencies)} />
          </Form.Item>
        </>
      )}
      {(action === 'CANCEL' || action === 'CHANGE_PRIORITY') && <Reason label={t('act.reason')} />}
      <Problems of={problems} />
      <Flex justify="end" gap="small">
        <Button onClick={onCancel}>{app('cancel')}</Button>
        <Button type="primary" htmlType="submit" danger={action === 'CANCEL'} loading={busy}>
          {word('TicketAction', action)}
        </Button>
      </Flex>
    </Form>
  );
}

function useMany<D, V extends Record<string, unknown>>(document: TypedDocumentNode<D, V>, pick: (data: D) => Answer) {
  return useSend<D, V, Answer>(document, pick);
}
