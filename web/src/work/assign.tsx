import { Form, Radio, Select, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { QueryState } from '../page/query-state.tsx';
import { useMay, useViewer } from '../session/viewer.tsx';
import type { ActProps } from '../tickets/acts/act.ts';
import { ActForm } from '../tickets/acts/act-form.tsx';
import { type LateValues, occurredOf } from './late.ts';
import { Occurred } from './occurred.tsx';
import { AssignTicketDocument, WorkAssignmentDocument, type WorkAssignmentQuery, WorkEngineersDocument, WorkSuggestionsDocument } from './work.gql.ts';
import './work.css';

type Assigned = NonNullable<WorkAssignmentQuery['ticket']>;

/** Gives a ticket to somebody; whom the API suggests stands first, each with the reasons. */
export default function Assign(props: ActProps) {
  const [query, again] = useQuery({ query: WorkAssignmentDocument, variables: { id: props.ticket.id } });
  return (
    <QueryState query={query} retry={() => again({ requestPolicy: 'network-only' })}>
      {query.data?.ticket && <AssignForm {...props} assigned={query.data.ticket} />}
    </QueryState>
  );
}

type Values = LateValues & { who: string; engineerId?: string };

const QUEUE = 'queue';
const OTHER = 'other';

function AssignForm({ ticket, assigned, onDone, onCancel }: ActProps & { assigned: Assigned }) {
  const { t } = useTranslation('work');
  const viewer = useViewer();
  const seesPeople = useMay()('dispatch.view');
  const [form] = Form.useForm<Values>();
  const who = Form.useWatch('who', form);
  const [suggested, again] = useQuery({ query: WorkSuggestionsDocument, variables: { ticketId: ticket.id }, pause: !seesPeople });
  const [engineers] = useQuery({ query: WorkEngineersDocument, variables: { vendorId: assigned.vendor.id }, pause: !seesPeople });
  const suggestions = suggested.data?.dispatchSuggestions ?? [];
  const people = engineers.data?.vendorEngineers.nodes ?? [];

  function engineerOf(values: Values): string | undefined {
    if (values.who === QUEUE) return undefined;
    return values.who === OTHER ? values.engineerId : values.who;
  }
  return (
    <ActForm
      form={form}
      document={AssignTicketDocument}
      pick={(data) => data.assignTicket}
      variables={(values) => ({ input: { ticketId: ticket.id, engineerId: engineerOf(values), ...occurredOf(values) } })}
      act={t('assign.do')}
      onDone={onDone}
      onCancel={onCancel}
    >
      <p className="act-lead">{t('assign.now', { who: assigned.assignee?.name ?? t('assign.nobody'), team: assigned.team?.name ?? t('route.common') })}</p>
      {seesPeople && suggestions.length === 0 && <QueryState query={suggested} retry={() => again({ requestPolicy: 'network-only' })} empty={!suggested.fetching} emptyText={t('assign.none')} />}
      <Form.Item name="who" label={t('assign.who')} rules={[{ required: true, message: t('missing', { field: t('assign.who') }) }]}>
        <Radio.Group className="act-choices act-people">
          {suggestions.map(({ engineer, points, reasons }) => (
            <Radio key={engineer.id} value={engineer.id}>
              <span className="act-person">
                <strong>{engineer.name}</strong>
                {engineer.id === viewer.user.id && <Tag>{t('assign.me')}</Tag>}
                <span className="figure act-points">{t('assign.points', { points })}</span>
              </span>
              <small>{reasons.map((one) => one.sentence).join(t('assign.and'))}</small>
            </Radio>
          ))}
          {seesPeople && <Radio value={OTHER}>{t('assign.other')}</Radio>}
          <Radio value={QUEUE}>
            {t('assign.queue')}
            <small>{t('assign.queueWhy')}</small>
          </Radio>
        </Radio.Group>
      </Form.Item>
      {who === OTHER && (
        <Form.Item name="engineerId" label={t('assign.engineer')} rules={[{ required: true, message: t('missing', { field: t('assign.engineer') }) }]}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            loading={engineers.fetching}
            options={people.map((one) => ({ value: one.user.id, label: t('assign.person', { name: one.user.name, open: one.openTickets }) }))}
          />
        </Form.Item>
      )}
      <Occurred />
    </ActForm>
  );
}
