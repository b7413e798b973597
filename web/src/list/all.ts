import { useEffect } from 'react';
import { useLookAgain } from '../time/look-again.ts';
import type { Loaded } from './connection.ts';

/** For forms that need every row: asks for page after page. One that failed is asked for again a little later. False until all have come. */
export function useAll<N>({ hasMore, fetching, error, more, total }: Loaded<N>): boolean {
  useEffect(() => {
    if (hasMore && !fetching && !error) more();
  }, [hasMore, fetching, error, more]);
  useLookAgain(hasMore && error !== undefined, more);
  return total !== null && !hasMore;
}
