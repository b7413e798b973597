import { type ReactNode, useId } from 'react';

type Props = { title: string; actions?: ReactNode; children: ReactNode; className?: string };

/** A titled part of a page. */
export function Section({ title, actions, children, className }: Props) {
  const heading = useId();
  return (
    <section className={className ? `section ${className}` : 'section'} aria-labelledby={heading}>
      <div className="section-head">
        <h2 id={heading} className="section-title">
          {title}
        </h2>
        {actions}
      </div>
      {children}
    </section>
  );
}
