/** The child of a form item that nobody edits: its value goes along as it was. */
export function Carried() {
  return null;
}
