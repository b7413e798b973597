import { useTranslation } from 'react-i18next';
import type { DisputeAction } from '../gql/schema.ts';
import { StepDialog } from '../step/step-dialog.tsx';
import type { Dispute } from './dispute-page.tsx';
import { AcceptDecisionDocument, EscalateDisputeDocument, WithdrawDisputeDocument } from './disputes.gql.ts';

type Props = { dispute: Dispute; step: Exclude<DisputeAction, 'DECIDE' | 'ATTACH'>; onClose: () => void; onDone: () => void };

/** The vendor's steps: to accept a decision, to go further, to take it back. */
export function DisputeStepDialog({ dispute, step, onClose, onDone }: Props) {
  const { t } = useTranslation('decisions');
  const shared = {
    title: t(`step.${step}.title`),
    lead: t(`step.${step}.lead`),
    act: t(`step.${step}.act`),
    done: t(`step.${step}.done`),
    onClose,
    onDone,
  };
  const base = { disputeId: dispute.id, expectedVersion: dispute.version };
  const evidence = { name: 'evidence', label: t('field.evidence') } as const;
  const note = { name: 'reason', label: t('field.note') } as const;
  switch (step) {
    case 'ESCALATE':
      return (
        <StepDialog
          {...shared}
          fields={[{ name: 'reason', label: t('field.reason'), required: true }, evidence]}
          document={EscalateDisputeDocument}
          pick={(data) => data.escalateDispute}
          variables={({ reason = '', evidence: shown }) => ({ input: { ...base, reason, evidence: shown } })}
        />
      );
    case 'ACCEPT':
      return (
        <StepDialog
          {...shared}
          fields={[note]}
          document={AcceptDecisionDocument}
          pick={(data) => data.acceptDecision}
          variables={({ reason }) => ({ input: { ...base, reason } })}
        />
      );
    case 'WITHDRAW':
      return (
        <StepDialog
          {...shared}
          danger
          fields={[note]}
          document={WithdrawDisputeDocument}
          pick={(data) => data.withdrawDispute}
          variables={({ reason }) => ({ input: { ...base, reason } })}
        />
      );
  }
}
