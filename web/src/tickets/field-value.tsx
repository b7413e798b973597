import { useLanguage } from '../app/use-language.ts';
import type { TicketField } from '../gql/schema.ts';
import { Instant } from '../time/instant.tsx';
import type { Enums } from '../words/enums.ts';
import { enumWords } from '../words/loaded.ts';

/** Which vocabulary a field's contents are of. */
const vocabularies: Partial<Record<TicketField, keyof Enums>> = {
  STATE: 'TicketState',
  PRIORITY: 'Priority',
  IMPACT: 'Impact',
  URGENCY: 'Urgency',
  PAUSE: 'PauseReason',
  PAUSE_DECISION: 'PauseDecision',
  EXCLUSION: 'Metric',
  LOG: 'EventType',
};

/** What stands in a field of the history, which comes as text: a word, a time, or what somebody wrote. */
export function FieldValue({ field, value }: { field: TicketField; value: string }) {
  const language = useLanguage();
  const vocabulary = vocabularies[field];
  if (vocabulary) {
    const words: Record<string, string> = enumWords(language)[vocabulary];
    return <>{words[value.toUpperCase()] ?? value}</>;
  }
  if (field.endsWith('_AT')) return <Instant at={value} precision="second" />;
  return <>{value}</>;
}
