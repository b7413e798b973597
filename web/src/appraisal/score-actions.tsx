import { Button, Flex } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLanguage } from '../app/use-language.ts';
import { formatExact } from '../exact/exact.tsx';
import { useTermName } from '../schemes/spec-term.tsx';
import { StepDialog } from '../step/step-dialog.tsx';
import type { ManualScore } from './manual-scores-page.tsx';
import { ReviewManualScoreDocument } from './manual-scores.gql.ts';

/** What may be done with a score: reviewed by another, or appealed by the vendor. */
export function ScoreActions({ score, onDone }: { score: ManualScore; onDone: () => void }) {
  const { t } = useTranslation('appraisal');
  const language = useLanguage();
  const criterion = useTermName({ schemeId: score.schemeId, code: score.criterion });
  const [verdict, setVerdict] = useState<'accept' | 'reject' | null>(null);
  const isAccepting = verdict === 'accept';
  return (
    <Flex gap="small" wrap>
      {score.availableActions.includes('REVIEW_MANUAL_SCORE') && (
        <>
          <Button size="small" type="primary" onClick={() => setVerdict('accept')}>
            {t('manual.accept')}
          </Button>
          <Button size="small" danger onClick={() => setVerdict('reject')}>
            {t('manual.reject')}
          </Button>
        </>
      )}
      {score.availableActions.includes('APPEAL_MANUAL_SCORE') && (
        <Link to={`/decisions/appeal?score=${encodeURIComponent(score.id)}`}>
          <Button size="small">{t('manual.appeal')}</Button>
        </Link>
      )}
      {verdict && (
        <StepDialog
          title={isAccepting ? t('manual.acceptTitle') : t('manual.rejectTitle')}
          lead={t('manual.acceptLead', { criterion, name: score.giverName, score: formatExact(score.score, language, 4) })}
          act={isAccepting ? t('manual.accept') : t('manual.reject')}
          danger={!isAccepting}
          fields={[{ name: 'note', label: isAccepting ? t('field.note') : t('field.reason'), required: !isAccepting }]}
          document={ReviewManualScoreDocument}
          pick={(data) => data.reviewManualScore}
          variables={({ note }) => ({ input: { manualScoreId: score.id, accept: isAccepting, note } })}
          done={isAccepting ? t('manual.accepted') : t('manual.rejected')}
          onClose={() => setVerdict(null)}
          onDone={onDone}
        />
      )}
    </Flex>
  );
}
