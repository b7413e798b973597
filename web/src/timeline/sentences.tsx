import { Collapse } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../app/use-language.ts';
import { enumWords } from '../words/loaded.ts';
import type { Clock } from './lanes.ts';

/** The API's own sentences, for those who would rather read than reckon; it names the reasons of pauses as clients match on them. */
export function Sentences({ clock }: { clock: Clock }) {
  const { t } = useTranslation('timeline');
  const reasons = Object.entries(enumWords(useLanguage()).PauseReason);
  const sentences = clock.explanation?.sentences ?? [];
  if (sentences.length === 0) return null;
  const read = (sentence: string) => reasons.reduce((text, [reason, word]) => text.replaceAll(reason, word), sentence);
  return (
    <Collapse
      ghost
      size="small"
      className="tl-lost"
      items={[
        {
          key: 'sentences',
          label: t('sentences'),
          children: (
            <ol className="tl-sentences">
              {sentences.map((sentence) => (
                <li key={sentence}>{read(sentence)}</li>
              ))}
            </ol>
          ),
        },
      ]}
    />
  );
}
