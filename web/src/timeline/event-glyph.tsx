import type { EventShape } from './lanes.ts';

/** Round for work that goes on, two bars for waiting, a triangle for what changes the reckoning. */
export function EventGlyph({ shape }: { shape: EventShape }) {
  switch (shape) {
    case 'step':
      return <circle r="5.5" className="tl-mark tl-mark-step" />;
    case 'pause':
      return <path d="M-4.5 -5 h3.4 v10 h-3.4 z M1.1 -5 h3.4 v10 h-3.4 z" className="tl-mark tl-mark-pause" />;
    case 'turn':
      return <path d="M0 -6 L6 5 L-6 5 Z" className="tl-mark tl-mark-turn" />;
  }
}
