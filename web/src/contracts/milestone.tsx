import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from 'urql';
import { Actions, type Offer } from '../actions/actions.tsx';
import { FileDrop } from '../files/file-drop.tsx';
import { FileList } from '../files/file-list.tsx';
import type { PaymentStep } from '../gql/schema.ts';
import { Money } from '../money/money.tsx';
import { CivilDate, Instant } from '../time/instant.tsx';
import { Word, WordTag } from '../words/word.tsx';
import { MilestoneDialog, type MilestoneStep } from './milestone-dialog.tsx';
import { type MilestoneFragment, MilestoneFileDocument, PrepareMilestoneAttachmentDocument } from './payments.gql.ts';

type Props = { contractId: string; milestone: MilestoneFragment; reload: () => void };

export function Milestone({ contractId, milestone, reload }: Props) {
  const { t } = useTranslation('contracts');
  const client = useClient();
  const [step, setStep] = useState<MilestoneStep | null>(null);
  const offer = (one: MilestoneStep, primary: boolean): Offer => ({ label: t(`payment.${one}.act`), run: () => setStep(one), primary, danger: one === 'REJECT' });
  const offers: Partial<Record<PaymentStep, Offer>> = {
    SUBMIT: offer('SUBMIT', true),
    ACCEPT: offer('ACCEPT', true),
    REJECT: offer('REJECT', false),
    PAY: offer('PAY', true),
  };

  async function prepare(file: File) {
    const input = { milestoneId: milestone.id, mediaType: file.type || 'application/octet-stream', name: file.name, size: file.size };
    const answer = await client.mutation(PrepareMilestoneAttachmentDocument, { input }).toPromise();
    return answer.data?.prepareMilestoneAttachment ?? null;
  }

  async function address(fileId: string) {
    const answer = await client.query(MilestoneFileDocument, { id: contractId }, { requestPolicy: 'network-only' }).toPromise();
    const node = answer.data?.node;
    const files = node?.__typename === 'ServiceContract' ? node.paymentPlan.milestones.flatMap((one) => one.attachments) : [];
    return files.find((one) => one.id === fileId)?.downloadUrl;
  }

  return (
    <li>
      <div className="row-head">
        <h3>
          {milestone.number}. {milestone.name}
        </h3>
        <WordTag of="PaymentState" is={milestone.state} />
        <div className="row-head-end">
          <strong>
            <Money amount={milestone.share} />
          </strong>
          <Actions available={milestone.availableActions} offers={offers} />
        </div>
      </div>
      <p className="soft">
        {t('plan.due')} {milestone.dueOn ? <CivilDate date={milestone.dueOn} /> : t('plan.dueWhen')}
        {milestone.dueState && <Word of="ContractState" is={milestone.dueState} />} · {t('plan.requirement')}
        {t('colon')}
        {milestone.requirement}
      </p>
      <FileList files={milestone.attachments} address={address} />
      {milestone.canAttach && <FileDrop slim prepare={prepare} onStored={reload} />}
      {milestone.history.length > 1 && (
        <details>
          <summary className="soft">{t('tab.history')}</summary>
          <ul className="plain-list">
            {milestone.history.map((entry) => (
              <li key={entry.version}>
                <Word of="PaymentStep" is={entry.step} />{' '}
                <span className="soft">
                  {entry.actorName} · <Instant at={entry.recordedAt} />
                </span>{' '}
                {entry.note} {entry.paymentReference && t('payment.voucher', { reference: entry.paymentReference })}{' '}
                {entry.paidOn && <CivilDate date={entry.paidOn} />}
              </li>
            ))}
          </ul>
        </details>
      )}
      {step && <MilestoneDialog milestone={milestone} step={step} onClose={() => setStep(null)} onDone={reload} />}
    </li>
  );
}
