import { useMemo } from 'react';
import { type CombinedError, useQuery } from 'urql';
import { FrequentJobRunsDocument, type JobRunRowFragment, JobRunsDocument, RareJobRunsDocument } from './jobs.gql.ts';

type Runs = {
  query: { fetching: boolean; error?: CombinedError | undefined };
  runs: readonly JobRunRowFragment[] | undefined;
  reload: () => void;
};

/**
 * The runs of a job, or the latest one of every job: some run each second, so the newest of all would be those of a minute. A request may
 * not ask for all of them at once.
 */
export function useJobRuns(name: string | undefined): Runs {
  const [one, again] = useQuery({ query: JobRunsDocument, variables: { name }, pause: name === undefined });
  const [frequent, frequentAgain] = useQuery({ query: FrequentJobRunsDocument, pause: name !== undefined });
  const [rare, rareAgain] = useQuery({ query: RareJobRunsDocument, pause: name !== undefined });
  const latest = useMemo(
    () => frequent.data && rare.data && [...Object.values(frequent.data), ...Object.values(rare.data)].flat().sort(byUrgency),
    [frequent.data, rare.data],
  );
  const anew = { requestPolicy: 'network-only' } as const;
  if (name !== undefined) return { query: one, runs: one.data?.jobRuns, reload: () => again(anew) };
  return {
    query: { fetching: frequent.fetching || rare.fetching, error: frequent.error ?? rare.error },
    runs: latest,
    reload: () => {
      frequentAgain(anew);
      rareAgain(anew);
    },
  };
}

/** What failed stands first, then what runs, then the latest. */
function byUrgency(a: JobRunRowFragment, b: JobRunRowFragment): number {
  return rank(a.state) - rank(b.state) || b.slot.localeCompare(a.slot);
}

function rank(state: string): number {
  return state === 'failed' ? 0 : state === 'running' ? 1 : 2;
}
