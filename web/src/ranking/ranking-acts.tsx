import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Actions } from '../actions/actions.tsx';
import { useConfirm } from '../form/confirm.ts';
import { useAct } from '../form/send.ts';
import { PublishDialog } from './publish-dialog.tsx';
import { AnnounceRankingDocument, type RankingHeadFragment } from './ranking.gql.ts';
import { ReasonDialog, type ReasonStep } from './reason-dialog.tsx';

/** The steps that the ranking offers; answering stands at the objections. */
export function RankingActs({ ranking }: { ranking: RankingHeadFragment }) {
  const { t } = useTranslation('ranking');
  const confirm = useConfirm();
  const [step, setStep] = useState<ReasonStep | null>(null);
  const [publishing, setPublishing] = useState(false);
  const announce = useAct(AnnounceRankingDocument, (data) => data.announceRanking);

  async function announceIt() {
    const sure = await confirm({
      title: t('announce.title'),
      text: t('announce.text', { days: ranking.objectionDays }),
      act: t('announce.do'),
    });
    if (sure) await announce.act({ input: { rankingId: ranking.id, expectedVersion: ranking.version } });
  }

  return (
    <>
      <Actions
        available={ranking.availableActions}
        offers={{
          ANNOUNCE: { label: t('announce.do'), run: () => void announceIt(), primary: true, busy: announce.busy },
          PUBLISH: { label: t('publish.do'), run: () => setPublishing(true), primary: true },
          OBJECT: { label: t('object.do'), run: () => setStep('OBJECT'), primary: true },
          REDRAFT: { label: t('redraft.do'), run: () => setStep('REDRAFT') },
          CORRECT: { label: t('correct.do'), run: () => setStep('CORRECT') },
        }}
      />
      <ReasonDialog ranking={ranking} step={step} onClose={() => setStep(null)} />
      <PublishDialog ranking={ranking} open={publishing} onClose={() => setPublishing(false)} />
    </>
  );
}
