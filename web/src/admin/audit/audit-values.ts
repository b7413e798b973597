import dayjs from 'dayjs';
import { oneOf, text } from '../../list/filters.ts';
import { instantOf } from '../../time/wall.ts';
import type { AuditFilter } from '../../gql/schema.ts';
import { jobs } from '../jobs/job-words.ts';
import { actionGroups, objectTypes } from './audit-words.ts';

export const auditFields = {
  from: text(),
  until: text(),
  by: text(),
  job: oneOf(jobs),
  action: oneOf(actionGroups),
  objectType: oneOf(objectTypes),
  objectId: text(),
  /** For showing which object it is; the id counts. */
  objectName: text(),
  /** Whether the seals are shown beside the entries. */
  seals: oneOf(['open']),
};

export type AuditValues = { [K in keyof typeof auditFields]: ReturnType<(typeof auditFields)[K]['read']> };

export const withoutObject = { objectId: undefined, objectName: undefined };

/** Days are of the service's zone, the last one included. */
export function filterOf({ from, until, by, job, action, objectType, objectId }: AuditValues): AuditFilter {
  return {
    by,
    job,
    action,
    objectType,
    objectId,
    from: from ? instantOf(dayjs(from).startOf('day')) : undefined,
    before: until ? instantOf(dayjs(until).add(1, 'day').startOf('day')) : undefined,
  };
}
