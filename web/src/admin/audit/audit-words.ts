/** What actions are about: what stands before the point in their names. */
export const actionGroups = [
  'session', 'user', 'role', 'token', 'agency', 'vendor', 'system', 'team', 'engineer', 'roster', 'expert', 'import', 'contract', 'quota', 'payment', 'uncovered',
  'policy', 'calendar', 'guard_period', 'backtest', 'pilot', 'service_item', 'note', 'ticket', 'attachment', 'exclusion', 'inspection', 'inspection_checklist',
  'inspection_plan', 'checklist', 'review', 'rectification', 'scheme', 'ledger', 'manual_score', 'assessment', 'dispute', 'credit_terms', 'statement', 'ranking',
  'report_schedule', 'view', 'webhook',
] as const;

/** Types of objects, as entries name them. */
export const objectTypes = [
  'user', 'agency', 'vendor', 'system', 'team', 'contract', 'payment_milestone', 'uncovered_request', 'policy', 'calendar', 'guard_period', 'backtest', 'pilot',
  'service_item', 'knowledge_note', 'ticket', 'attachment', 'service_exclusion', 'inspection_checklist', 'inspection_plan', 'checklist', 'review', 'rectification',
  'scheme', 'ledger_entry', 'manual_score', 'assessment', 'breach_dispute', 'credit_terms', 'statement', 'ranking', 'report_schedule', 'certificate', 'shift', 'view',
  'webhook_endpoint',
] as const;
