import { useCallback, useState } from 'react';
import type { GeoPositionInput } from '../gql/schema.ts';

type Whereabouts = { state: 'off' | 'asking' | 'refused' } | { state: 'known'; position: GeoPositionInput };

const WAIT_MS = 15_000;

/** Where the device is, once somebody has asked for it to be told; the browser asks them again. */
export function usePosition(): { where: Whereabouts; ask: () => void; forget: () => void } {
  const [where, setWhere] = useState<Whereabouts>({ state: 'off' });
  const ask = useCallback(() => {
    if (!('geolocation' in navigator)) {
      setWhere({ state: 'refused' });
      return;
    }
    setWhere({ state: 'asking' });
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        setWhere({ state: 'known', position: { latitude: coords.latitude, longitude: coords.longitude, accuracyMetres: Math.ceil(coords.accuracy) } }),
      () => setWhere({ state: 'refused' }),
      { enableHighAccuracy: true, timeout: WAIT_MS, maximumAge: 0 },
    );
  }, []);
  const forget = useCallback(() => setWhere({ state: 'off' }), []);
  return { where, ask, forget };
}

export function positionOf(where: Whereabouts): GeoPositionInput | undefined {
  return where.state === 'known' ? where.position : undefined;
}
