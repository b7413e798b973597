import type { ReactNode } from 'react';
import type { Picked } from './picked.ts';

type Props = {
  picked: Picked;
  current: string | undefined;
  /** The one of all parts that Tab leads to. */
  entry: string | undefined;
  label: string;
  onPick: (picked: Picked) => void;
  children: ReactNode;
};

/** A part of the drawing that can be pointed at or reached by arrows; its details stand below the drawing. */
export function Part({ picked, current, entry, label, onPick, children }: Props) {
  const isCurrent = current === picked.key;
  return (
    <g
      role="button"
      tabIndex={picked.key === entry ? 0 : -1}
      aria-label={label}
      aria-pressed={isCurrent}
      data-spot={picked.key}
      className={isCurrent ? 'tl-part tl-part-current' : 'tl-part'}
      onFocus={() => onPick(picked)}
      onPointerEnter={() => onPick(picked)}
      onClick={() => onPick(picked)}
    >
      {children}
    </g>
  );
}
