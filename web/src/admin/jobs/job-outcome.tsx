import { ToneTag } from '../../words/tone-tag.tsx';
import type { Tone } from '../../words/tones.ts';
import { useJobWords } from './job-words.ts';

const tones = new Map<string, Tone>([
  ['done', 'good'],
  ['failed', 'bad'],
  ['running', 'going'],
]);

export function JobOutcome({ state }: { state: string }) {
  const { outcome } = useJobWords();
  return (
    <ToneTag tone={tones.get(state) ?? 'plain'}>{outcome(state)}</ToneTag>
  );
}
