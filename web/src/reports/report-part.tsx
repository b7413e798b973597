import type { ReactNode } from 'react';
import type { CombinedError } from 'urql';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';

type Props = {
  title: string;
  query: { fetching: boolean; error?: CombinedError | undefined };
  retry: () => void;
  ready: boolean;
  empty: boolean;
  children: ReactNode;
};

/** A chart of a page: its own frame stands for it until there is something to draw. */
export function ReportPart({ title, query, retry, ready, empty, children }: Props) {
  if (ready && !empty && !query.error) return children;
  return (
    <Section title={title} className="report-part">
      <QueryState query={query} retry={retry} empty={ready && empty}>
        {ready && !empty ? children : null}
      </QueryState>
    </Section>
  );
}
