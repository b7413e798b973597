import { useTranslation } from 'react-i18next';
import { useLanguage } from '../app/use-language.ts';
import type { Metric, Priority, ReportDimension, TicketKind, WorkloadDimension } from '../gql/schema.ts';
import { type Named, useName } from '../party/name.tsx';
import { useWord } from '../words/word.tsx';
import { formatMonth } from './month.ts';
import type { ReportValues } from './report-values.ts';

type Party = Named & { id: string };
type Contract = { id: string; number: string; name: string };
type Person = { id: string; name: string };

/** What a row of a report is told apart by; null or absent where it is not grouped by that. */
type Grouped = {
  agency?: Party | null;
  assignee?: Person | null;
  engineer?: Person | null;
  cause?: string | null;
  contract?: Contract | null;
  kind?: TicketKind | null;
  metric?: Metric | null;
  month?: number | null;
  priority?: Priority | null;
  system?: Party | null;
  team?: Person | null;
  vendor?: Party | null;
};

/** A row by one dimension: what it is called, and what narrows a list to it; null where nothing does. */
export type Place = { key: string; label: string; second?: string; values: Partial<ReportValues> | null };

/** The values that a row of this dimension stands for, as the API's filters take them. */
export function usePlace(): (row: Grouped, by: ReportDimension | WorkloadDimension) => Place {
  const { t } = useTranslation('reports');
  const name = useName();
  const word = useWord();
  const language = useLanguage();

  const hidden: Place = { key: 'hidden', label: t('hidden'), values: null };
  const of = (key: string | null | undefined, label: string, values: Partial<ReportValues>, second?: string): Place =>
    key ? { key, label, values, ...(second ? { second } : {}) } : hidden;

  return (row, by) => {
    switch (by) {
      case 'AGENCY':
        return of(row.agency?.id, row.agency ? name(row.agency) : '', { agencyId: row.agency?.id, agencyAlone: true });
      case 'VENDOR':
        return of(row.vendor?.id, row.vendor ? name(row.vendor) : '', { vendorId: row.vendor?.id });
      case 'SYSTEM':
        return of(row.system?.id, row.system ? name(row.system) : '', { systemId: row.system?.id });
      case 'CONTRACT':
        return of(row.contract?.id, row.contract?.number ?? '', { contractId: row.contract?.id }, row.contract?.name);
      case 'KIND':
        return of(row.kind, row.kind ? word('TicketKind', row.kind) : '', { kind: row.kind ?? undefined });
      case 'METRIC':
        return of(row.metric, row.metric ? word('Metric', row.metric) : '', { metric: row.metric ?? undefined });
      case 'PRIORITY':
        return of(row.priority, row.priority ? word('Priority', row.priority) : '', { priority: row.priority ?? undefined });
      case 'MONTH':
        return of(String(row.month ?? ''), row.month ? formatMonth(row.month, language) : '', {
          from: row.month ?? undefined,
          until: row.month ?? undefined,
        });
      case 'CAUSE':
        return row.cause
          ? { key: `cause ${row.cause}`, label: row.cause, values: { cause: row.cause } }
          : { key: 'none', label: t('noCause'), values: { causeStated: false } };
      case 'TEAM':
        return row.team
          ? { key: row.team.id, label: row.team.name, values: { teamId: row.team.id } }
          : { key: 'none', label: t('noTeam'), values: { routed: false } };
      case 'ASSIGNEE':
      case 'ENGINEER': {
        const person = row.assignee ?? row.engineer;
        return person
          ? { key: person.id, label: person.name, values: { assigneeId: person.id } }
          : { key: 'none', label: t('noEngineer'), values: { assigned: false } };
      }
    }
  };
}
