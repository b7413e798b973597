// Every page of the console by the log-in that opens it: the routes of web/src/*/feature.ts, in an order in which the way to each leads
// over the one before it. A route with a parameter is the first such link on the page before, of those with this text, or lies below the
// address of that page.
/** @typedef {string | readonly [route: string, link: string]} Way */
/** @type {Record<string, readonly Way[]>} */
export const PAGES = {
  clerk: [
    '/',
    '/tickets',
    '/tickets/:number',
    '/tickets/raise',
    '/tickets/uncovered',
    '/search?words=打印',
    '/knowledge',
    '/knowledge/:id',
    '/simulator',
    '/account',
    '/account/notifications',
  ],
  engineer: [
    '/queue?scope=all',
    '/tickets/:number',
    '/tickets/:number/arrive',
    '/duty',
    '/duty/engineers',
    '/inspections',
    '/tickets/:number',
    '/tickets/:number/checklist',
    '/teams',
    '/calendars',
    '/knowledge/new',
    '/knowledge',
    '/knowledge/:id',
    '/knowledge/:id/edit',
  ],
  operator: [
    '/decisions',
    '/decisions/pauses',
    '/decisions/exclusions',
    '/inspections/plans',
    '/inspections/plans/:id',
    '/inspections/plans/:id/change',
    '/inspections/plans/new',
    '/inspections/checklists',
    '/inspections/checklists/:id',
    '/inspections/checklists/:id/revise',
    '/inspections/checklists/new',
  ],
  contract: [
    '/reports',
    '/reports/clocks?counted=MET',
    '/reports/time',
    '/reports/workload',
    '/reports/tickets',
    '/reports/pauses',
    '/reports/faults',
    '/reports/forecast',
    '/reports/schedules',
    '/reports/schedules/:id',
    '/contracts?states=DRAFT',
    '/contracts/:id',
    '/contracts/:id/edit',
    '/contracts',
    '/contracts/:id',
    '/contracts/new',
    '/coverage',
    '/catalogue',
    '/catalogue/:id',
    '/catalogue/:id/revise',
    '/catalogue/new',
    '/policies',
    ['/policies/:id', '南宁'],
    '/policies/:id/edit',
    '/guard-periods',
    '/calendars',
    ['/calendars/:id', '南宁'],
    '/calendars/:id/change',
    '/calendars/:id',
    '/calendar-changes/:id',
    '/trials',
    '/backtests/:id',
    '/trials?tab=pilots',
    '/pilots/:id',
    '/schemes/new',
    '/statements/new',
  ],
  supervisor: [
    '/decisions/disputes',
    '/decisions/disputes/:id',
    '/reviews',
    '/reviews/:id',
    '/reviews/checklists',
    '/reviews/checklists/:id',
    '/reviews/checklists/new',
    '/scorecards',
    '/scorecards/:id',
    '/scorecards/:id/terms/:code',
    '/manual-scores',
    '/ledger',
    '/periods?states=FROZEN',
    '/periods/:id',
    '/periods/:id/terms/:code',
    '/rectifications',
    '/rectifications/:id',
    '/statements',
    '/statements/:id',
    '/credit-terms',
    '/schemes',
    '/schemes/:id',
  ],
  vendor: ['/decisions/appeal'],
  assessor: [
    '/',
    '/decisions/disputes',
    '/decisions/disputes/:id',
    '/periods?states=DRAFT',
    '/periods/:id',
    '/scorecards',
    '/scorecards/:id',
    '/manual-scores',
    '/rectifications',
    '/rectifications/:id',
    '/statements',
    '/statements/:id',
    '/contracts',
    '/contracts/:id',
  ],
  expert: ['/', '/reviews', '/reviews/:id', '/reviews/checklists', '/reviews/checklists/:id', '/rectifications'],
  regulator: ['/regions', '/ranking', '/ranking/:id', '/ranking/:id/summary', '/public/ranking', '/public/ranking/:id'],
  sysadmin: ['/admin/organisations', '/admin/organisations/vendors', '/admin/organisations/systems', '/admin/import', '/admin/jobs'],
  secadmin: ['/admin/users', '/admin/users/:id', '/admin/tokens', '/admin/webhooks', '/admin/webhooks/:id', '/admin/experts'],
  auditadmin: ['/admin/audit'],
};

/**
 * The address to go to next.
 * @param {Way} way
 * @param {string} now the address that is open
 * @param {readonly { href: string, text: string }[]} links of the page that is open
 */
export function addressOf(way, now, links) {
  const [route, text] = typeof way === 'string' ? [way, ''] : way;
  if (!route.includes(':')) return route;
  const parts = route.split('/');
  const fits = (/** @type {string} */ address) => {
    const others = address.split('?')[0]?.split('/') ?? [];
    return others.length === parts.length && parts.every((part, at) => (part.startsWith(':') ? !FIXED.has(others.slice(0, at + 1).join('/')) : part === others[at]));
  };
  const link = links.find((one) => one.text.includes(text) && fits(one.href));
  if (link) return link.href;
  const below = now.split('?')[0]?.split('/') ?? [];
  if (!parts.every((part, at) => part.startsWith(':') || below[at] === undefined || part === below[at]) || parts.some((part, at) => part.startsWith(':') && !below[at])) return undefined;
  return parts.map((part, at) => (part.startsWith(':') ? below[at] : part)).join('/');
}

/** Addresses that look like a parameter's value and are none, such as /tickets/raise. */
const FIXED = new Set(Object.values(PAGES).flatMap((ways) => ways.flatMap((way) => (typeof way === 'string' && !way.includes(':') ? [way.split('?')[0] ?? ''] : []))));
