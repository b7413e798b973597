import { useCallback } from 'react';
import { useWord } from '../words/word.tsx';

/** Who did it: a person by name, or the platform, which is no user. */
export function useActor(): (name: string, userId: string | null) => string {
  const word = useWord();
  return useCallback((name, userId) => (userId === null ? word('ActorSide', 'SYSTEM') : name), [word]);
}

export function Actor({ name, userId }: { name: string; userId: string | null }) {
  const actor = useActor();
  return actor(name, userId);
}
