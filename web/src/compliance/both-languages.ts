import { useEffect, useState } from 'react';
import { type CombinedError, useClient } from 'urql';
import type { ReviewChecklistItemInput } from '../gql/schema.ts';
import { ReviewChecklistTextsDocument, type ReviewChecklistWholeFragment } from './checklists.gql.ts';

export type Like = { ownerId?: string; code: string; name: string; items: ReviewChecklistItemInput[] };

type Asked = { id: string; like: Like | null; error?: CombinedError };

/** The same version in two languages as one text in both. */
export function joined(zh: ReviewChecklistWholeFragment, en: ReviewChecklistWholeFragment): Like {
  const english = new Map(en.items.map((item) => [item.code, item]));
  return {
    ...(zh.owner ? { ownerId: zh.owner.id } : {}),
    code: zh.code,
    name: zh.name,
    items: zh.items.map(({ code, section, requirement, clause, check, severity, days, party, mandatory }) => ({
      code,
      section: { zh: section, en: english.get(code)?.section ?? '' },
      requirement: { zh: requirement, en: english.get(code)?.requirement ?? '' },
      clause,
      check,
      severity,
      days,
      party,
      mandatory,
    })),
  };
}

/** A checklist to begin with. The API tells texts in the language of the request, so it is asked twice. */
export function useLike(id: string | undefined) {
  const client = useClient();
  const [asked, setAsked] = useState<Asked>();
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (!id) return;
    let left = false;
    async function ask(of: string): Promise<Asked> {
      const found: ReviewChecklistWholeFragment[] = [];
      for (const inLanguage of ['zh', 'en'] as const) {
        const answer = await client.query(ReviewChecklistTextsDocument, { id: of }, { inLanguage, requestPolicy: 'network-only' }).toPromise();
        if (answer.error) return { id: of, like: null, error: answer.error };
        if (answer.data?.node?.__typename === 'ReviewChecklist') found.push(answer.data.node);
      }
      const [zh, en] = found;
      return { id: of, like: zh && en ? joined(zh, en) : null };
    }
    void ask(id).then((answer) => !left && setAsked(answer));
    return () => {
      left = true;
    };
  }, [client, id, round]);
  const current = asked?.id === id ? asked : undefined;
  return {
    like: current?.like ?? undefined,
    query: { fetching: id !== undefined && current === undefined, error: current?.error },
    isGone: current?.like === null && !current.error,
    retry: () => {
      setAsked(undefined);
      setRound((before) => before + 1);
    },
  };
}
