import type { ReactNode } from 'react';
import './wide.css';

type Props = { name: string; /** Pixels below which it scrolls sideways instead of getting narrower. */ least: number; children: ReactNode };

/** A table that may be wider than the page: it scrolls by itself, by keyboard too. */
export function Wide({ name, least, children }: Props) {
  return (
    // What scrolls and holds nothing to focus is out of the keyboard's reach otherwise.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="wide" role="group" aria-label={name} tabIndex={0}>
      <div style={{ minWidth: least }}>{children}</div>
    </div>
  );
}
