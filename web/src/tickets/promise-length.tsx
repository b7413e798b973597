import { useTranslation } from 'react-i18next';
import { useLanguage } from '../app/use-language.ts';
import type { DurationKind } from '../gql/schema.ts';
import { formatDuration } from '../time/format.ts';
import { Word } from '../words/word.tsx';

/** How long a promise lasts, with the sort of time that it counts. */
export function PromiseLength({ of: { kind, value } }: { of: { kind: DurationKind; value: number } }) {
  const { t } = useTranslation('tickets');
  const language = useLanguage();
  if (kind === 'WORKING_DAYS') return <>{t('workingDays', { count: value })}</>;
  return (
    <>
      {formatDuration(value, language)}{' '}
      <small>
        <Word of="DurationKind" is={kind} />
      </small>
    </>
  );
}
