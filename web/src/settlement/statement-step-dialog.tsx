import { useTranslation } from 'react-i18next';
import { useLanguage } from '../app/use-language.ts';
import type { StatementStep } from '../gql/schema.ts';
import { formatMoney } from '../money/money.tsx';
import { StepDialog } from '../step/step-dialog.tsx';
import type { Statement } from './statement-page.tsx';
import { ApproveStatementDocument, RejectStatementDocument, WithdrawStatementDocument } from './statements.gql.ts';

export type OfferedStep = Exclude<StatementStep, 'PREPARE'>;
type Props = { statement: Statement; step: OfferedStep; onClose: () => void; onDone: () => void };

export function StatementStepDialog({ statement, step, onClose, onDone }: Props) {
  const { t } = useTranslation('settlement');
  const language = useLanguage();
  const shared = {
    title: t(`step.${step}.title`),
    lead: t(`step.${step}.lead`, { due: formatMoney(statement.due, language), maker: statement.preparerName }),
    act: t(`step.${step}.act`),
    done: t(`step.${step}.done`),
    onClose,
    onDone,
  };
  const base = { statementId: statement.id, version: statement.version };
  const reason = { name: 'reason', label: t('field.reason'), required: true } as const;
  switch (step) {
    case 'APPROVE':
      return (
        <StepDialog
          {...shared}
          fields={[{ name: 'note', label: t('field.note') }]}
          document={ApproveStatementDocument}
          pick={(data) => data.approveStatement}
          variables={({ note }) => ({ input: { ...base, note } })}
        />
      );
    case 'REJECT':
      return (
        <StepDialog
          {...shared}
          danger
          fields={[reason]}
          document={RejectStatementDocument}
          pick={(data) => data.rejectStatement}
          variables={(values) => ({ input: { ...base, reason: values.reason ?? '' } })}
        />
      );
    case 'WITHDRAW':
      return (
        <StepDialog
          {...shared}
          danger
          fields={[reason]}
          document={WithdrawStatementDocument}
          pick={(data) => data.withdrawStatement}
          variables={(values) => ({ input: { ...base, reason: values.reason ?? '' } })}
        />
      );
  }
}
