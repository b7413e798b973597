import { useViewer } from './viewer.tsx';

/** The agency at which the viewer holds a role, if there is one: the first, to begin forms and lists with. */
export function useOwnAgency(): string | undefined {
  return useViewer().roles.find(({ agency }) => agency)?.agency?.id;
}
