import type { Feature } from '../app/feature.ts';

export const admin: Feature = {
  routes: [
    { path: 'admin/organisations', page: () => import('./organisations/agencies-page.tsx') },
    { path: 'admin/organisations/vendors', page: () => import('./organisations/vendors-page.tsx') },
    { path: 'admin/organisations/systems', page: () => import('./organisations/systems-page.tsx') },
    { path: 'admin/import', page: () => import('./imports/import-page.tsx') },
    { path: 'admin/users', page: () => import('./users/users-page.tsx') },
    { path: 'admin/users/:id', page: () => import('./users/user-page.tsx') },
    { path: 'admin/tokens', page: () => import('./users/tokens-page.tsx') },
    { path: 'admin/webhooks', page: () => import('./webhooks/webhooks-page.tsx') },
    { path: 'admin/webhooks/:id', page: () => import('./webhooks/endpoint-page.tsx') },
    { path: 'admin/experts', page: () => import('./experts/experts-page.tsx') },
    { path: 'admin/jobs', page: () => import('./jobs/jobs-page.tsx') },
    { path: 'admin/audit', page: () => import('./audit/audit-page.tsx') },
  ],
  nav: [
    { path: '/admin/organisations', label: 'nav.adminOrganisations', group: 'platform', needs: ['agency.manage', 'vendor.manage', 'system.manage'] },
    { path: '/admin/import', label: 'nav.adminImport', group: 'platform', needs: ['agency.manage', 'system.manage', 'contract.manage'] },
    { path: '/admin/users', label: 'nav.adminUsers', group: 'platform', needs: ['user.view'] },
    { path: '/admin/tokens', label: 'nav.adminTokens', group: 'platform', needs: ['user.manage'] },
    { path: '/admin/webhooks', label: 'nav.adminWebhooks', group: 'platform', needs: ['webhook.view'] },
    { path: '/admin/experts', label: 'nav.adminExperts', group: 'platform', needs: ['expert.manage'] },
    { path: '/admin/jobs', label: 'nav.adminJobs', group: 'platform', needs: ['job.view'] },
    { path: '/admin/audit', label: 'nav.adminAudit', group: 'platform', needs: ['audit.view'] },
  ],
};
