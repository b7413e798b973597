import { Form, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { QueryState } from '../page/query-state.tsx';
import type { ActProps } from '../tickets/acts/act.ts';
import { ActForm } from '../tickets/acts/act-form.tsx';
import { Instant } from '../time/instant.tsx';
import { Word, WordTag } from '../words/word.tsx';
import { type LateValues, occurredOf } from './late.ts';
import { Occurred } from './occurred.tsx';
import { ResumeTicketDocument, WorkPausesDocument, type WorkPausesQuery } from './work.gql.ts';

type Pause = NonNullable<WorkPausesQuery['ticket']>['pauses'][number];

export default function Resume(props: ActProps) {
  const { t } = useTranslation('work');
  const [query, again] = useQuery({ query: WorkPausesDocument, variables: { id: props.ticket.id } });
  const open = query.data?.ticket?.pauses.filter((pause) => pause.availableActions.includes('RESUME_TICKET'));
  return (
    <QueryState query={query} retry={() => again({ requestPolicy: 'network-only' })} empty={open?.length === 0} emptyText={t('resume.none')}>
      {open && open.length > 0 && <ResumeForm {...props} pauses={open} />}
    </QueryState>
  );
}

type Values = LateValues & { pauseId: string };

function ResumeForm({ ticket, pauses, onDone, onCancel }: ActProps & { pauses: readonly Pause[] }) {
  const { t } = useTranslation('work');
  const [form] = Form.useForm<Values>();
  return (
    <ActForm
      form={form}
      document={ResumeTicketDocument}
      pick={(data) => data.resumeTicket}
      variables={(values) => ({ input: { ticketId: ticket.id, pauseId: values.pauseId, ...occurredOf(values) } })}
      initialValues={{ pauseId: pauses[0]?.id }}
      act={t('resume.do')}
      onDone={onDone}
      onCancel={onCancel}
    >
      <Form.Item name="pauseId" label={t('resume.which')} rules={[{ required: true, message: t('missing', { field: t('resume.which') }) }]}>
        <Radio.Group className="act-choices">
          {pauses.map((pause) => (
            <Radio key={pause.id} value={pause.id}>
              <Word of="PauseReason" is={pause.reason} /> <WordTag of="PauseDecision" is={pause.decision} />
              <small>
                {t('resume.since')} <Instant at={pause.from} />
                {pause.note && ` · ${pause.note}`}
              </small>
            </Radio>
          ))}
        </Radio.Group>
      </Form.Item>
      <Occurred />
    </ActForm>
  );
}
