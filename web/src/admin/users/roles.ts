import type { Role } from '../../gql/schema.ts';

/** In the order of a ticket's life, then who watches over it, then who keeps the platform. */
export const roles = [
  'REPORTER',
  'AGENCY_OPERATOR',
  'CONTRACT_MANAGER',
  'AGENCY_SUPERVISOR',
  'VENDOR_MANAGER',
  'VENDOR_ENGINEER',
  'ASSESSOR',
  'REGULATOR',
  'SERVICE_ACCOUNT',
  'SYSTEM_ADMIN',
  'SECURITY_ADMIN',
  'AUDIT_ADMIN',
] as const satisfies readonly Role[];

/** The sort of organisation at which a role is held. */
export type Place = 'agency' | 'vendor' | 'platform';

/** Where a role is usually held: which choice a form begins with. Whether it may be held there is for the API to say. */
export function usualPlace(role: Role): Place {
  switch (role) {
    case 'VENDOR_MANAGER':
    case 'VENDOR_ENGINEER':
      return 'vendor';
    case 'SYSTEM_ADMIN':
    case 'SECURITY_ADMIN':
    case 'AUDIT_ADMIN':
      return 'platform';
    default:
      return 'agency';
  }
}
