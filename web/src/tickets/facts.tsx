import type { ReactNode } from 'react';

export type Fact = { label: string; value: ReactNode } | false | null | undefined;

/** Terms and what they are, those that there are not left out. */
export function Facts({ of, className }: { of: readonly Fact[]; className?: string }) {
  const there = of.filter((fact) => fact !== false && fact !== null && fact !== undefined);
  return (
    <dl className={className ? `facts ${className}` : 'facts'}>
      {there.map((fact) => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
