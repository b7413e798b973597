import type { ReactNode } from 'react';

type Props = { title?: string; text?: ReactNode; children?: ReactNode };

/** In place of a page: what is the matter, and what can be done. Ant's `Result` brings its drawings into the first page's code. */
export function Notice({ title, text, children }: Props) {
  return (
    <div className="notice" role="alert">
      {title && <h1 className="notice-title">{title}</h1>}
      {text && <p className="notice-text">{text}</p>}
      {children}
    </div>
  );
}
