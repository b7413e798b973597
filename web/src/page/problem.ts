import type { TFunction } from 'i18next';
import type { CombinedError } from 'urql';

/** A top-level error in words: ours for what concerns the connection, the API's own for all else. */
export function problemText(error: CombinedError, t: TFunction): string {
  if (error.networkError) return t('problem.unreachable');
  const [first] = error.graphQLErrors;
  if (!first) return t('problem.unknown');
  switch (first.extensions.code) {
    case 'UNAVAILABLE':
      return t('problem.unavailable');
    case 'INTERNAL':
      return t('problem.internal');
    case 'RATE_LIMITED':
      return t('problem.rateLimited');
    default:
      return first.message;
  }
}
