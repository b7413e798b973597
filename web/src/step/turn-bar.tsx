import type { ReactNode } from 'react';
import './step.css';

export type Fact = { key: string; label: ReactNode; value: ReactNode };

/** What matters most of an object, in one line below its heading: whose turn it is, until when, what it comes to. */
export function TurnBar({ facts, over = false }: { facts: readonly (Fact | null | false)[]; over?: boolean }) {
  return (
    <dl className={over ? 'turn-bar turn-bar-over' : 'turn-bar'}>
      {facts.map(
        (fact) =>
          fact && (
            <div key={fact.key}>
              <dt>{fact.label}</dt>
              <dd>{fact.value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
