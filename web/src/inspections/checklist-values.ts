import { written } from '../form/written.ts';
import type { InspectionChecklistItemInput, InspectionItemKind } from '../gql/schema.ts';

export const itemKinds: readonly InspectionItemKind[] = ['PASS_FAIL', 'NUMBER', 'TEXT', 'PHOTO'];

/** An item as the form holds it. */
export type ItemValues = {
  key: string;
  label: string;
  kind: InspectionItemKind;
  required?: boolean;
  critical?: boolean;
  help?: string | null;
  unit?: string | null;
  min?: string | null;
  max?: string | null;
};

/** The owner and the code stay for good, so they are asked once. */
export type ChecklistValues = { ownerId: string; code: string; name: string; items: ItemValues[] };

/** An item to begin with, by a key that no other has. */
export function newItem(items: readonly { key?: string }[]): ItemValues {
  const taken = new Set(items.map(({ key }) => key));
  let number = items.length + 1;
  while (taken.has(`item_${number}`)) number += 1;
  return { key: `item_${number}`, label: '', kind: 'PASS_FAIL', required: true, critical: false };
}

/** Items as the API takes them: only a number has a unit and a range. */
export function itemInputs(items: readonly ItemValues[]): InspectionChecklistItemInput[] {
  return items.map(({ key, label, kind, required, critical, help, unit, min, max }) => {
    const measured = kind === 'NUMBER';
    return {
      key,
      label,
      kind,
      required: required ?? false,
      critical: critical ?? false,
      help: written(help),
      unit: measured ? written(unit) : undefined,
      min: measured ? written(min) : undefined,
      max: measured ? written(max) : undefined,
    };
  });
}
