import { useId } from 'react';
import type { PauseParty } from '../gql/schema.ts';
import { fillOf, type Look, partyDash } from './look.ts';
import { Patterns } from './patterns.tsx';

/** A sample of a bar, for legends and details. */
export function Swatch({ look }: { look: Look }) {
  const id = useId();
  return (
    <svg width="28" height="14" aria-hidden="true" className="tl-swatch">
      <Patterns id={id} />
      <rect x="0.5" y="0.5" width="27" height="13" rx="2" fill={fillOf(look, id)} className={`tl-bar tl-bar-${look}`} />
    </svg>
  );
}

export function PartySwatch({ party }: { party: PauseParty }) {
  return (
    <svg width="28" height="14" aria-hidden="true" className="tl-swatch">
      <line x1="0" x2="28" y1="7" y2="7" strokeDasharray={partyDash[party]} className={`tl-party tl-party-${party}`} />
    </svg>
  );
}
