import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../app/use-language.ts';
import { recordOf } from '../../json/json.ts';
import { formatNumber } from '../../money/money.tsx';
import { useJobWords } from './job-words.ts';
import '../admin.css';

/** What a run did, figure by figure; nothing but noughts is said in one word. */
export function JobReport({ of }: { of: unknown }) {
  const { t } = useTranslation('admin');
  const language = useLanguage();
  const { figure } = useJobWords();
  const figures = Object.entries(recordOf(of)).flatMap(([name, value]): [string, number][] => {
    const count = Array.isArray(value) ? value.length : value;
    return typeof count === 'number' ? [[name, count]] : [];
  });
  if (figures.length === 0) return <span aria-hidden>—</span>;
  const told = figures.filter(([, count]) => count !== 0);
  if (told.length === 0) return <span className="soft">{t('jobs.idle')}</span>;
  return (
    <span className="figures-line">
      {told.map(([name, count]) => (
        <span key={name}>
          {figure(name)} <b className="figure">{formatNumber(count, language)}</b>
        </span>
      ))}
    </span>
  );
}
