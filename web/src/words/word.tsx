import { Tag } from 'antd';
import { useCallback } from 'react';
import { useLanguage } from '../app/use-language.ts';
import type { Enums } from './enums.ts';
import { enumWords } from './loaded.ts';
import { tones } from './tones.ts';

/** The word of an enum's value: `word('TicketState', ticket.state)`. */
export function useWord() {
  const language = useLanguage();
  return useCallback(<N extends keyof Enums>(name: N, value: Enums[N]): string => enumWords(language)[name][value], [language]);
}

export function Word<N extends keyof Enums>({ of, is }: { of: N; is: Enums[N] | null | undefined }) {
  const word = useWord();
  return is ? word(of, is) : <span aria-hidden>—</span>;
}

/** For a select: the given values in their order, in words. */
export function useWordOptions() {
  const word = useWord();
  return useCallback(
    <N extends keyof Enums>(name: N, values: readonly Enums[N][]) => values.map((value) => ({ value, label: word(name, value) })),
    [word],
  );
}

/** A value as a coloured tag, the colour saying what sort of news it is. */
export function WordTag<N extends keyof Enums>({ of, is }: { of: N; is: Enums[N] | null | undefined }) {
  const word = useWord();
  if (!is) return null;
  return (
    <Tag className={`tone tone-${tones[is] ?? 'plain'}`} variant="filled">
      {word(of, is)}
    </Tag>
  );
}
