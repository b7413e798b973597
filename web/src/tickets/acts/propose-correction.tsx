import { DatePicker, Form, Input, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { useLanguage } from '../../app/use-language.ts';
import type { EventType } from '../../gql/schema.ts';
import { QueryState } from '../../page/query-state.tsx';
import { formatInstant } from '../../time/format.ts';
import { instantOf, wallOf } from '../../time/wall.ts';
import { useWord } from '../../words/word.tsx';
import type { ActProps } from './act.ts';
import { ActForm } from './act-form.tsx';
import { ActCorrectionsDocument } from './act-parts.gql.ts';
import { ProposeCorrectionDocument } from './acts.gql.ts';
import { Reason } from './reason.tsx';

type Values = { seq: number; correctedAt: Dayjs; reason: string; evidence?: string };

/** What the API takes corrections of; which of them it refuses it says. */
const correctable: readonly EventType[] = ['ACKNOWLEDGED', 'ARRIVED', 'RESTORED', 'RESOLVED', 'PROGRESS_REPORTED'];

export default function ProposeCorrectionForm({ ticket, onDone, onCancel }: ActProps) {
  const { t } = useTranslation('tickets');
  const word = useWord();
  const language = useLanguage();
  const [query, again] = useQuery({ query: ActCorrectionsDocument, variables: { id: ticket.id } });
  const [form] = Form.useForm<Values>();
  const events = (query.data?.ticket?.events ?? []).filter(({ type }) => correctable.includes(type));
  const timeOf = (seq: number) => {
    const event = events.find((one) => one.seq === seq);
    return event?.correctedAt ?? event?.occurredAt;
  };
  return (
    <QueryState query={query} retry={() => again({ requestPolicy: 'network-only' })} empty={query.data !== undefined && events.length === 0}>
      {query.data && (
        <ActForm
          form={form}
          document={ProposeCorrectionDocument}
          pick={(data) => data.proposeCorrection}
          variables={({ correctedAt, ...rest }) => ({
            input: { ticketId: ticket.id, expectedVersion: ticket.version, ...rest, correctedAt: instantOf(correctedAt) },
          })}
          act={word('TicketAction', 'PROPOSE_CORRECTION')}
          onDone={onDone}
          onCancel={onCancel}
        >
          <p>{t('act.proposeCorrection.text')}</p>
          <Form.Item label={t('corrections.event')} name="seq" rules={[{ required: true, message: t('act.missing', { field: t('corrections.event') }) }]}>
            <Select
              options={events.map((event) => ({
                value: event.seq,
                label: `${word('EventType', event.type)} · ${formatInstant(event.correctedAt ?? event.occurredAt, language, 'second')}`,
              }))}
              onChange={(seq: number) => {
                const at = timeOf(seq);
                if (at) form.setFieldValue('correctedAt', wallOf(at));
              }}
            />
          </Form.Item>
          <Form.Item
            label={t('corrections.corrected')}
            name="correctedAt"
            extra={t('serviceZone')}
            rules={[{ required: true, message: t('act.missing', { field: t('corrections.corrected') }) }]}
          >
            <DatePicker showTime format="YYYY-MM-DD HH:mm:ss" />
          </Form.Item>
          <Reason label={t('act.reason')} />
          <Form.Item label={t('corrections.evidence')} name="evidence">
            <Input.TextArea rows={2} maxLength={2000} />
          </Form.Item>
        </ActForm>
      )}
    </QueryState>
  );
}
