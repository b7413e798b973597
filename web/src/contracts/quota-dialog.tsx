import { DatePicker, Form, Input, InputNumber } from 'antd';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../form/form-dialog.tsx';
import type { QuotaKind } from '../gql/schema.ts';
import { StepDialog } from '../step/step-dialog.tsx';
import { civilOf } from '../time/wall.ts';
import type { ContractFragment } from './contract.gql.ts';
import { quotaInputs, QuotaRows, type QuotaRow, quotaRows } from './quota-rows.tsx';
import { BookQuotaUseDocument, CorrectQuotaUseDocument, DecideQuotaUseDocument, type QuotaFragment, SetQuotasDocument } from './quotas.gql.ts';

export type QuotaAct =
  | { act: 'SET'; quotas: readonly QuotaFragment[] }
  | { act: 'BOOK'; kind: QuotaKind }
  | { act: 'ACCEPT' | 'REJECT' | 'CORRECT'; useId: string };

type Props = { contract: ContractFragment; act: QuotaAct; onClose: () => void; onDone: () => void };

const MINUTES = 60;

export function QuotaDialog({ contract, act, onClose, onDone }: Props) {
  const { t } = useTranslation(['contracts', 'app']);
  const shared = { title: t(`quota.dialog.${act.act}.title`), act: t(`quota.dialog.${act.act}.act`), done: t('app:saved'), onClose, onDone };
  const required = [{ required: true, message: t('app:required') }];
  switch (act.act) {
    case 'SET':
      return (
        <FormDialog
          {...shared}
          initial={{ quotas: quotaRows(act.quotas) }}
          document={SetQuotasDocument}
          pick={(data) => data.setContractQuotas}
          variables={(values: { quotas: QuotaRow[] }) => ({ input: { contractId: contract.id, version: contract.version, quotas: quotaInputs(values.quotas) } })}
        >
          <QuotaRows />
        </FormDialog>
      );
    case 'BOOK':
      return (
        <FormDialog
          {...shared}
          document={BookQuotaUseDocument}
          pick={(data) => data.bookQuotaUse}
          variables={(values: { occurredOn: Dayjs; quantity: number; note?: string }) => ({
            input: {
              contractId: contract.id,
              kind: act.kind,
              occurredOn: civilOf(values.occurredOn),
              quantity: act.kind === 'HOURS' ? Math.round(values.quantity * MINUTES) : values.quantity,
              note: values.note,
            },
          })}
        >
          <Form.Item name="occurredOn" label={t('quota.occurredOn')} rules={required}>
            <DatePicker className="fill" />
          </Form.Item>
          <Form.Item name="quantity" label={t(`quota.unit.${act.kind}`)} rules={required}>
            <InputNumber className="fill" min={0} step={act.kind === 'HOURS' ? 0.5 : 1} />
          </Form.Item>
          <Form.Item name="note" label={t('field.note')}>
            <Input.TextArea rows={3} maxLength={2000} />
          </Form.Item>
        </FormDialog>
      );
    case 'ACCEPT':
    case 'REJECT':
      return (
        <StepDialog
          {...shared}
          danger={act.act === 'REJECT'}
          fields={[{ name: 'note', label: t('field.note'), required: act.act === 'REJECT' }]}
          document={DecideQuotaUseDocument}
          pick={(data) => data.decideQuotaUse}
          variables={(values) => ({ input: { quotaUseId: act.useId, accept: act.act === 'ACCEPT', note: values.note } })}
        />
      );
    case 'CORRECT':
      return (
        <StepDialog
          {...shared}
          lead={t('quota.dialog.CORRECT.lead')}
          fields={[{ name: 'note', label: t('field.note'), required: true }]}
          document={CorrectQuotaUseDocument}
          pick={(data) => data.correctQuotaUse}
          variables={(values) => ({ input: { quotaUseId: act.useId, note: values.note ?? '' } })}
        />
      );
  }
}
