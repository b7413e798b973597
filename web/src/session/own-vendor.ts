import { useMay, useViewer } from './viewer.tsx';

/** The vendor whose people the viewer may see and give work to, if there is one. */
export function useOwnVendor(): string | undefined {
  const { roles } = useViewer();
  const seesPeople = useMay()('dispatch.view');
  return seesPeople ? roles.find(({ vendor }) => vendor)?.vendor?.id : undefined;
}
