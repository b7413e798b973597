import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { written } from '../form/written.ts';
import type { ActProps } from '../tickets/acts/act.ts';
import { ActForm } from '../tickets/acts/act-form.tsx';
import { Instant } from '../time/instant.tsx';
import { type Part, PartsUsed } from './parts-used.tsx';
import { CheckOutVisitDocument } from './work.gql.ts';

type Values = { note?: string; parts?: Part[] };

type Visit = { id: string; checkedInAt: string; engineer?: { name: string } | null };

/** Ends a visit: what was done on site, and with which parts. */
export function CheckOut({ ticket, visit, onDone, onCancel }: ActProps & { visit: Visit }) {
  const { t } = useTranslation('work');
  const [form] = Form.useForm<Values>();
  return (
    <ActForm
      form={form}
      document={CheckOutVisitDocument}
      pick={(data) => data.checkOutVisit}
      variables={({ note, parts }) => ({
        input: {
          ticketId: ticket.id,
          visitId: visit.id,
          note: written(note),
          parts: (parts ?? []).map((part) => ({ name: part.name.trim(), quantity: part.quantity ?? 1, serial: written(part.serial) })),
        },
      })}
      act={t('visit.checkOut')}
      onDone={onDone}
      onCancel={onCancel}
    >
      <p className="act-lead">
        {visit.engineer?.name} {t('visit.since')} <Instant at={visit.checkedInAt} />
      </p>
      <Form.Item name="note" label={t('visit.closingNote')}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
      <PartsUsed />
    </ActForm>
  );
}
