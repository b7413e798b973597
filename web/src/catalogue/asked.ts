import type { ServiceItemFieldInput } from '../gql/schema.ts';

/** Questions as the API takes them: only a choice has choices, only numbers and texts have bounds. */
export function asked(fields: readonly ServiceItemFieldInput[] | undefined): ServiceItemFieldInput[] {
  return (fields ?? []).map(({ key, label, type, required, help, choices, min, max }) => {
    const bounded = type === 'NUMBER' || type === 'TEXT' || type === 'LONG_TEXT';
    return {
      key,
      label,
      type,
      required: required ?? false,
      help: help?.trim() ? help : undefined,
      choices: type === 'CHOICE' ? choices : undefined,
      min: bounded ? min : undefined,
      max: bounded ? max : undefined,
    };
  });
}
