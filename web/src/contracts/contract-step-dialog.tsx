import { DatePicker, Form, Input, InputNumber } from 'antd';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../form/form-dialog.tsx';
import type { ContractStep } from '../gql/schema.ts';
import { StepDialog } from '../step/step-dialog.tsx';
import { civilOf } from '../time/wall.ts';
import type { ContractFragment } from './contract.gql.ts';
import {
  AcceptContractDocument,
  ActivateContractDocument,
  ApproveContractDocument,
  ResumeContractDocument,
  SetContractKeyDatesDocument,
  SetContractPrecedenceDocument,
  SubmitContractDocument,
  SuspendContractDocument,
  TerminateContractDocument,
  WithdrawContractDocument,
} from './steps.gql.ts';

export type OfferedStep = Extract<
  ContractStep,
  'SUBMIT' | 'WITHDRAW' | 'APPROVE' | 'ACTIVATE' | 'SUSPEND' | 'RESUME' | 'TERMINATE' | 'ACCEPT' | 'SET_KEY_DATES' | 'SET_PRECEDENCE'
>;

type Props = { contract: ContractFragment; step: OfferedStep; onClose: () => void; onDone: () => void };

/** Each step of a contract's life with the words, days and figures that it takes. */
export function ContractStepDialog({ contract, step, onClose, onDone }: Props) {
  const { t } = useTranslation(['contracts', 'app']);
  const base = { contractId: contract.id, version: contract.version };
  const shared = {
    title: t(`step.${step}.title`),
    lead: t(`step.${step}.lead`),
    act: t(`step.${step}.act`),
    done: t(`step.${step}.done`),
    onClose,
    onDone,
  };
  const reason = { name: 'reason', label: t('field.reason'), required: true } as const;
  const reasonItem = (
    <Form.Item name="reason" label={t('field.reason')} rules={[{ required: true, whitespace: true, message: t('app:required') }]}>
      <Input.TextArea rows={3} maxLength={2000} showCount />
    </Form.Item>
  );
  switch (step) {
    case 'SUBMIT':
      return <StepDialog {...shared} fields={[]} document={SubmitContractDocument} pick={(data) => data.submitContractForReview} variables={() => ({ input: base })} />;
    case 'APPROVE':
      return <StepDialog {...shared} fields={[]} document={ApproveContractDocument} pick={(data) => data.approveContract} variables={() => ({ input: base })} />;
    case 'ACTIVATE':
      return <StepDialog {...shared} fields={[]} document={ActivateContractDocument} pick={(data) => data.activateContract} variables={() => ({ input: base })} />;
    case 'RESUME':
      return <StepDialog {...shared} fields={[]} document={ResumeContractDocument} pick={(data) => data.resumeContract} variables={() => ({ input: base })} />;
    case 'WITHDRAW':
      return (
        <StepDialog
          {...shared}
          danger
          fields={[{ name: 'reason', label: t('field.reason') }]}
          document={WithdrawContractDocument}
          pick={(data) => data.withdrawContract}
          variables={(values) => ({ input: { ...base, reason: values.reason } })}
        />
      );
    case 'ACCEPT':
      return (
        <StepDialog
          {...shared}
          fields={[{ name: 'note', label: t('field.note') }]}
          document={AcceptContractDocument}
          pick={(data) => data.acceptContract}
          variables={(values) => ({ input: { ...base, note: values.note } })}
        />
      );
    case 'SUSPEND':
      return (
        <StepDialog
          {...shared}
          danger
          fields={[reason]}
          document={SuspendContractDocument}
          pick={(data) => data.suspendContract}
          variables={(values) => ({ input: { ...base, reason: values.reason ?? '' } })}
        />
      );
    case 'TERMINATE':
      return (
        <FormDialog
          {...shared}
          danger
          document={TerminateContractDocument}
          pick={(data) => data.terminateContract}
          variables={(values: { reason: string; terminatesOn?: Dayjs }) => ({
            input: { ...base, reason: values.reason, terminatesOn: values.terminatesOn ? civilOf(values.terminatesOn) : undefined },
          })}
        >
          <Form.Item name="terminatesOn" label={t('field.terminatesOn')} extra={t('step.TERMINATE.day')}>
            <DatePicker className="fill" />
          </Form.Item>
          {reasonItem}
        </FormDialog>
      );
    case 'SET_KEY_DATES':
      return (
        <FormDialog
          {...shared}
          initial={{ noticeDays: contract.noticeDays, renewalDays: contract.renewalDays }}
          document={SetContractKeyDatesDocument}
          pick={(data) => data.setContractKeyDates}
          variables={(values: { noticeDays?: number | null; renewalDays?: number | null }) => ({
            input: { ...base, noticeDays: values.noticeDays, renewalDays: values.renewalDays },
          })}
        >
          <Form.Item name="noticeDays" label={t('field.noticeDays')}>
            <InputNumber min={1} precision={0} suffix={t('daysUnit')} className="fill" />
          </Form.Item>
          <Form.Item name="renewalDays" label={t('field.renewalDays')}>
            <InputNumber min={1} precision={0} suffix={t('daysUnit')} className="fill" />
          </Form.Item>
        </FormDialog>
      );
    case 'SET_PRECEDENCE':
      return (
        <FormDialog
          {...shared}
          initial={{ precedence: contract.precedence }}
          document={SetContractPrecedenceDocument}
          pick={(data) => data.setContractPrecedence}
          variables={(values: { precedence?: number | null; reason: string }) => ({ input: { ...base, precedence: values.precedence, reason: values.reason } })}
        >
          <Form.Item name="precedence" label={t('field.precedence')} extra={t('step.SET_PRECEDENCE.help')}>
            <InputNumber min={1} max={999} precision={0} className="fill" />
          </Form.Item>
          {reasonItem}
        </FormDialog>
      );
  }
}
