import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { written } from '../form/written.ts';
import { QueryState } from '../page/query-state.tsx';
import type { ActProps } from '../tickets/acts/act.ts';
import { ActForm } from '../tickets/acts/act-form.tsx';
import { RouteTicketDocument, WorkAssignmentDocument, type WorkAssignmentQuery, WorkTeamsDocument } from './work.gql.ts';

type Assigned = NonNullable<WorkAssignmentQuery['ticket']>;

/** Moves a ticket to another team of the same vendor. */
export default function Route(props: ActProps) {
  const [query, again] = useQuery({ query: WorkAssignmentDocument, variables: { id: props.ticket.id } });
  return (
    <QueryState query={query} retry={() => again({ requestPolicy: 'network-only' })}>
      {query.data?.ticket && <RouteForm {...props} assigned={query.data.ticket} />}
    </QueryState>
  );
}

type Values = { teamId: string; reason?: string };

/** Stands for the vendor's common queue, where no team has the ticket. */
const COMMON = 'common';

function RouteForm({ ticket, assigned, onDone, onCancel }: ActProps & { assigned: Assigned }) {
  const { t } = useTranslation('work');
  const [form] = Form.useForm<Values>();
  const [teams] = useQuery({ query: WorkTeamsDocument, variables: { vendorId: assigned.vendor.id } });
  const options = [
    ...(teams.data?.vendorTeams.nodes ?? []).map((team) => ({ value: team.id, label: team.name, disabled: team.id === assigned.team?.id })),
    { value: COMMON, label: t('route.common'), disabled: !assigned.team },
  ];
  return (
    <ActForm
      form={form}
      document={RouteTicketDocument}
      pick={(data) => data.routeTicket}
      variables={({ teamId, reason }) => ({
        input: { ticketId: ticket.id, teamId: teamId === COMMON ? undefined : teamId, reason: written(reason) },
      })}
      act={t('route.do')}
      onDone={onDone}
      onCancel={onCancel}
    >
      <p className="act-lead">{t('route.now', { team: assigned.team?.name ?? t('route.common') })}</p>
      <Form.Item name="teamId" label={t('route.team')} rules={[{ required: true, message: t('missing', { field: t('route.team') }) }]}>
        <Select loading={teams.fetching} options={options} />
      </Form.Item>
      <Form.Item name="reason" label={t('route.reason')}>
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
    </ActForm>
  );
}
