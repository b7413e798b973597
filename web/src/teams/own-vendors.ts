import { useMemo } from 'react';
import { useName } from '../party/name.tsx';
import { useViewer } from '../session/viewer.tsx';

/** The vendors at which the viewer holds a role. */
export function useOwnVendors(): { value: string; label: string }[] {
  const { roles } = useViewer();
  const name = useName();
  return useMemo(() => {
    const found = new Map(roles.flatMap(({ vendor }) => (vendor ? [[vendor.id, name(vendor)] as const] : [])));
    return [...found].map(([value, label]) => ({ value, label }));
  }, [roles, name]);
}
