import { DatePicker, Form, Input } from 'antd';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../form/form-dialog.tsx';
import type { PaymentStep } from '../gql/schema.ts';
import { StepDialog } from '../step/step-dialog.tsx';
import { civilOf } from '../time/wall.ts';
import {
  AcceptMilestoneDocument,
  type MilestoneFragment,
  PayMilestoneDocument,
  RejectMilestoneDocument,
  SubmitMilestoneDocument,
} from './payments.gql.ts';

export type MilestoneStep = Extract<PaymentStep, 'SUBMIT' | 'ACCEPT' | 'REJECT' | 'PAY'>;

type Props = { milestone: MilestoneFragment; step: MilestoneStep; onClose: () => void; onDone: () => void };

export function MilestoneDialog({ milestone, step, onClose, onDone }: Props) {
  const { t } = useTranslation(['contracts', 'app']);
  const base = { milestoneId: milestone.id, version: milestone.version };
  const shared = { title: t(`payment.${step}.title`, { name: milestone.name }), act: t(`payment.${step}.act`), done: t(`payment.${step}.done`), onClose, onDone };
  const required = [{ required: true, message: t('app:required') }];
  switch (step) {
    case 'SUBMIT':
      return (
        <StepDialog
          {...shared}
          fields={[{ name: 'note', label: t('field.note'), required: true }]}
          document={SubmitMilestoneDocument}
          pick={(data) => data.submitPaymentMilestone}
          variables={(values) => ({ input: { ...base, note: values.note ?? '' } })}
        />
      );
    case 'ACCEPT':
      return (
        <StepDialog
          {...shared}
          fields={[{ name: 'note', label: t('field.note') }]}
          document={AcceptMilestoneDocument}
          pick={(data) => data.acceptPaymentMilestone}
          variables={(values) => ({ input: { ...base, note: values.note } })}
        />
      );
    case 'REJECT':
      return (
        <StepDialog
          {...shared}
          danger
          fields={[{ name: 'reason', label: t('field.reason'), required: true }]}
          document={RejectMilestoneDocument}
          pick={(data) => data.rejectPaymentMilestone}
          variables={(values) => ({ input: { ...base, reason: values.reason ?? '' } })}
        />
      );
    case 'PAY':
      return (
        <FormDialog
          {...shared}
          document={PayMilestoneDocument}
          pick={(data) => data.recordMilestonePayment}
          variables={(values: { paidOn: Dayjs; paymentReference: string }) => ({
            input: { ...base, paidOn: civilOf(values.paidOn), paymentReference: values.paymentReference },
          })}
        >
          <Form.Item name="paidOn" label={t('payment.paidOn')} rules={required}>
            <DatePicker className="fill" />
          </Form.Item>
          <Form.Item name="paymentReference" label={t('payment.reference')} rules={required}>
            <Input maxLength={100} />
          </Form.Item>
        </FormDialog>
      );
  }
}
