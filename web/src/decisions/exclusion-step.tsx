import { useTranslation } from 'react-i18next';
import type { ExclusionAction } from '../gql/schema.ts';
import { StepDialog } from '../step/step-dialog.tsx';
import {
  ApproveServiceExclusionDocument,
  EndServiceExclusionDocument,
  type ExclusionRowFragment,
  RejectServiceExclusionDocument,
  WithdrawServiceExclusionDocument,
} from './exclusions.gql.ts';

type Props = { exclusion: ExclusionRowFragment; step: ExclusionAction; onClose: () => void; onDone: () => void };

export function ExclusionStep({ exclusion, step, onClose, onDone }: Props) {
  const { t } = useTranslation('decisions');
  const shared = {
    title: t(`exclusionStep.${step}.title`),
    lead: t(`exclusionStep.${step}.lead`),
    act: t(`exclusionStep.${step}.act`),
    done: t(`exclusionStep.${step}.done`),
    onClose,
    onDone,
  };
  const exclusionId = exclusion.id;
  const reason = { name: 'reason', label: t('field.reason'), required: true } as const;
  switch (step) {
    case 'APPROVE':
      return (
        <StepDialog
          {...shared}
          fields={[{ name: 'reason', label: t('field.note') }]}
          document={ApproveServiceExclusionDocument}
          pick={(data) => data.approveServiceExclusion}
          variables={(values) => ({ input: { exclusionId, reason: values.reason } })}
        />
      );
    case 'REJECT':
      return (
        <StepDialog
          {...shared}
          danger
          fields={[reason]}
          document={RejectServiceExclusionDocument}
          pick={(data) => data.rejectServiceExclusion}
          variables={(values) => ({ input: { exclusionId, reason: values.reason ?? '' } })}
        />
      );
    case 'END':
      return (
        <StepDialog
          {...shared}
          fields={[reason]}
          document={EndServiceExclusionDocument}
          pick={(data) => data.endServiceExclusion}
          variables={(values) => ({ input: { exclusionId, reason: values.reason ?? '' } })}
        />
      );
    case 'WITHDRAW':
      return (
        <StepDialog
          {...shared}
          danger
          fields={[reason]}
          document={WithdrawServiceExclusionDocument}
          pick={(data) => data.withdrawServiceExclusion}
          variables={(values) => ({ input: { exclusionId, reason: values.reason ?? '' } })}
        />
      );
  }
}
