import { Tag } from 'antd';
import type { ReactNode } from 'react';
import type { Tone } from './tones.ts';

/** A tag in the tones of enum words, for what is no enum: Ant's own colours are too pale to read. */
export function ToneTag({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <Tag className={`tone tone-${tone}`} variant="filled">
      {children}
    </Tag>
  );
}
