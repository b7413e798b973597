import { Button, Flex, Grid, Input, Radio, Select } from 'antd';
import { type KeyboardEvent, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problems } from '../form/send-form.tsx';
import { type Refusal, useSend } from '../form/send.ts';
import type { Visibility } from '../gql/schema.ts';
import { useViewer } from '../session/viewer.tsx';
import { useWordOptions } from '../words/word.tsx';
import { useVisibilities } from './attach.tsx';
import { CommentTicketDocument, type StreamEventFragment } from './conversation.gql.ts';
import { useDraft } from './draft.ts';
import type { WholeTicketFragment } from './ticket.gql.ts';

type Props = { ticket: WholeTicketFragment; events: readonly StreamEventFragment[]; onWritten: () => void };

type Written = { body: string; visibility: Visibility; mentionIds: string[] };

function isWritten(value: unknown): value is Written {
  return typeof value === 'object' && value !== null && 'body' in value && typeof value.body === 'string' && 'mentionIds' in value && Array.isArray(value.mentionIds);
}

const blank: Written = { body: '', visibility: 'PUBLIC', mentionIds: [] };

/** A remark for both sides or for one's own; what was begun is there again after a reload. */
export function Composer({ ticket, events, onWritten }: Props) {
  const { t } = useTranslation('tickets');
  const options = useWordOptions();
  const visibilities = useVisibilities();
  const { value, keep, forget } = useDraft<Written>(`remark ${ticket.id}`, isWritten);
  const written = value ?? blank;
  const { send, busy } = useSend(CommentTicketDocument, (data) => data.commentTicket);
  const [problems, setProblems] = useState<readonly Refusal[]>([]);
  const people = usePeople(ticket, events);
  const inside = written.visibility !== 'PUBLIC';
  const hasKeys = Grid.useBreakpoint().md ?? true;

  async function write() {
    if (written.body.trim() === '' || busy) return;
    const sent = await send({ input: { ticketId: ticket.id, body: written.body, visibility: written.visibility, mentionIds: written.mentionIds } });
    setProblems(sent.done ? [] : sent.refusals);
    if (!sent.done) return;
    forget();
    onWritten();
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void write();
  }
  return (
    <div className={inside ? 'composer composer-inside' : 'composer'}>
      <Input.TextArea
        aria-label={t('composer.label')}
        placeholder={`${inside ? t('composer.insideHint') : t('composer.hint')}${hasKeys ? t('composer.keys') : ''}`}
        value={written.body}
        onChange={(event) => keep({ ...written, body: event.target.value })}
        onKeyDown={onKeyDown}
        autoSize={{ minRows: 2, maxRows: 12 }}
        maxLength={10_000}
        variant="borderless"
      />
      <Problems of={problems} />
      <Flex justify="space-between" gap="small" wrap className="composer-foot">
        <Flex gap="small" wrap align="center">
          <Radio.Group
            size="small"
            optionType="button"
            aria-label={t('visibility')}
            options={options('Visibility', visibilities)}
            value={written.visibility}
            onChange={(event) => keep({ ...written, visibility: visibilities.find((one) => one === event.target.value) ?? 'PUBLIC' })}
          />
          {people.length > 0 && (
            <Select
              size="small"
              mode="multiple"
              aria-label={t('composer.mention')}
              placeholder={t('composer.mention')}
              value={written.mentionIds}
              onChange={(mentionIds: string[]) => keep({ ...written, mentionIds })}
              options={people}
              showSearch={{ optionFilterProp: 'label' }}
              maxTagCount="responsive"
            />
          )}
        </Flex>
        <Button type="primary" size="small" onClick={() => void write()} loading={busy} disabled={written.body.trim() === ''}>
          {t('composer.send')}
        </Button>
      </Flex>
    </div>
  );
}

/** Whom one may write to by name: everybody who has to do with the ticket, as far as it names them. */
function usePeople(ticket: WholeTicketFragment, events: readonly StreamEventFragment[]) {
  const { user } = useViewer();
  return useMemo(() => {
    const known = new Map<string, string>();
    const add = (person: { id: string; name: string } | null) => person && person.id !== user.id && known.set(person.id, person.name);
    add(ticket.raisedBy);
    add(ticket.assignee);
    ticket.watchers.forEach(add);
    for (const event of events) {
      add(event.actor);
      add(event.engineer);
    }
    return [...known].map(([value, label]) => ({ value, label }));
  }, [ticket, events, user.id]);
}
