import { useTranslation } from 'react-i18next';
import '../step/step.css';
import './appraisal.css';

type Props = { score: string | null; grade?: string | null; open?: boolean };

/** A score with its grade; "not rated" is neither 0 nor 100, and what runs has none yet. */
export function Score({ score, grade, open = false }: Props) {
  const { t } = useTranslation('appraisal');
  if (score === null) return <span className="soft">{open ? t('score.open') : t('score.notRated')}</span>;
  return (
    <span className="score">
      <strong className="figure">{score}</strong>
      {grade && <span className="grade">{grade}</span>}
    </span>
  );
}
