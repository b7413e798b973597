import type { FormInstance } from 'antd';
import type { Refusal } from './send.ts';

type Path = (string | number)[];

/** `targets.0.seconds` → `['targets', 0, 'seconds']`, as the form names its fields. */
export function toPath(field: string): Path {
  return field.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

function isWithin(path: Path, name: readonly (string | number)[]): boolean {
  return name.length <= path.length && name.every((part, at) => String(part) === String(path[at]));
}

/** Takes away what the fields say: one without rules of its own would keep the refusal of an attempt before. */
export function clearRefusals<T>(form: FormInstance<T>): void {
  const untyped: FormInstance = form;
  untyped.setFields(form.getFieldsError().flatMap(({ name, errors }) => (errors.length > 0 ? [{ name, errors: [] }] : [])));
}

/**
 * Shows refusals at the fields that they name: the field itself, or the nearest one that encloses it. Gives back what no field of the form
 * stands for.
 */
export function showRefusals<T>(form: FormInstance<T>, refusals: readonly Refusal[]): readonly Refusal[] {
  const names = form.getFieldsError().map((field) => field.name);
  const left: Refusal[] = [];
  const said = new Map<string, { name: Path; errors: string[] }>();
  for (const refusal of refusals) {
    const path = refusal.field ? toPath(refusal.field) : [];
    const [name] = names.filter((one) => path.length > 0 && isWithin(path, one)).sort((a, b) => b.length - a.length);
    if (!name) {
      left.push(refusal);
      continue;
    }
    const key = name.join('.');
    const entry = said.get(key) ?? { name: [...name], errors: [] };
    entry.errors.push(refusal.message);
    said.set(key, entry);
  }
  // Fields are named by paths of text here; the form's own type wants each path spelled out.
  const untyped: FormInstance = form;
  untyped.setFields([...said.values()]);
  const [first] = said.values();
  if (first) untyped.scrollToField(first.name, { behavior: 'smooth', block: 'center', focus: true });
  return left;
}
