import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { written } from '../form/written.ts';
import { QueryState } from '../page/query-state.tsx';
import type { ActProps } from '../tickets/acts/act.ts';
import { ActForm } from '../tickets/acts/act-form.tsx';
import { CheckOut } from './check-out.tsx';
import { positionOf, usePosition } from './position.ts';
import { PositionSwitch } from './position-switch.tsx';
import { CheckInVisitDocument, WorkVisitsDocument } from './work.gql.ts';
import './work.css';

/** Checks out of the visit that is going on; without one, checks in. */
export default function Visit(props: ActProps) {
  const [query, again] = useQuery({ query: WorkVisitsDocument, variables: { id: props.ticket.id } });
  const going = query.data?.ticket?.visits.find((visit) => visit.availableActions.includes('CHECK_OUT'));
  return (
    <QueryState query={query} retry={() => again({ requestPolicy: 'network-only' })}>
      {query.data && (going ? <CheckOut {...props} visit={going} /> : <CheckIn {...props} />)}
    </QueryState>
  );
}

type Values = { note?: string };

function CheckIn({ ticket, onDone, onCancel }: ActProps) {
  const { t } = useTranslation('work');
  const [form] = Form.useForm<Values>();
  const place = usePosition();
  return (
    <ActForm
      form={form}
      document={CheckInVisitDocument}
      pick={(data) => data.checkInVisit}
      variables={({ note }) => ({ input: { ticketId: ticket.id, note: written(note), position: positionOf(place.where) } })}
      act={t('visit.checkIn')}
      ready={place.where.state !== 'asking'}
      onDone={onDone}
      onCancel={onCancel}
    >
      <p className="act-lead">{t('visit.lead')}</p>
      <Form.Item name="note" label={t('visit.note')}>
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
      <PositionSwitch {...place} />
    </ActForm>
  );
}
