import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ActProps } from '../tickets/acts/act.ts';
import { ActForm } from '../tickets/acts/act-form.tsx';
import { type LateValues, occurredOf } from './late.ts';
import { Occurred } from './occurred.tsx';
import { RecordArrivalDocument } from './work.gql.ts';

/** Writes down an arrival without a visit: what was forgotten on site, mostly. */
export default function Arrive({ ticket, onDone, onCancel }: ActProps) {
  const { t } = useTranslation('work');
  const [form] = Form.useForm<LateValues>();
  return (
    <ActForm
      form={form}
      document={RecordArrivalDocument}
      pick={(data) => data.recordArrival}
      variables={(values) => ({ input: { ticketId: ticket.id, ...occurredOf(values) } })}
      act={t('arrive.record')}
      onDone={onDone}
      onCancel={onCancel}
    >
      <p className="act-lead">
        {t('arrive.lead')} <Link to={`/tickets/${ticket.number}/arrive`}>{t('arrive.toPage')}</Link>
      </p>
      <Occurred />
    </ActForm>
  );
}
