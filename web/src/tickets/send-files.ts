import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { sendBytes } from '../files/send-bytes.ts';
import { usePrepareFile } from './attach.tsx';
import type { Waiting } from './raise-files.tsx';

/** Sends the files of a ticket that was just raised, one after the other; `told` hears how far each is. True when all have arrived. */
export function useSendFiles(): (ticketId: string, files: readonly Waiting[], told: (files: Waiting[]) => void) => Promise<boolean> {
  const prepare = usePrepareFile();
  const { t } = useTranslation('app');
  return useCallback(
    async (ticketId, files, told) => {
      const now: Waiting[] = files.map((one) => ({ ...one, problem: null }));
      const tell = (at: number, change: Partial<Waiting>) => {
        const before = now[at];
        if (before) now[at] = { ...before, ...change };
        told([...now]);
      };
      for (const [at, { file, stored }] of now.entries()) {
        if (stored) continue;
        try {
          const prepared = await prepare(ticketId, file, 'PUBLIC');
          if (!prepared?.upload) throw new Error(prepared?.errors[0]?.message ?? t('file.failed'));
          await sendBytes(prepared.upload.url, file, (percent) => tell(at, { percent }));
          tell(at, { stored: true, percent: 1 });
        } catch (problem) {
          tell(at, { problem: problem instanceof Error && problem.message ? problem.message : t('file.failed') });
        }
      }
      return now.every(({ stored }) => stored);
    },
    [prepare, t],
  );
}
