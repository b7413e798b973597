/** What somebody wrote into a field that may stay empty: without blanks around it, and nothing when there is nothing. */
export function written(text: string | undefined | null): string | undefined {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? undefined : trimmed;
}
