import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { PauseDimension } from '../gql/schema.ts';
import { useName } from '../party/name.tsx';
import { useWord } from '../words/word.tsx';
import type { PauseReportQuery } from './pauses.gql.ts';

type PauseRow = PauseReportQuery['pauseReport']['rows'][number];

/** What a row of the pause report is called. */
export function usePausePlace(): (row: PauseRow, by: PauseDimension) => { key: string; label: string } {
  const { t } = useTranslation('reports');
  const name = useName();
  const word = useWord();
  return useCallback(
    (row, by) => {
      const hidden = { key: 'hidden', label: t('hidden') };
      switch (by) {
        case 'AGENCY':
          return row.agency ? { key: row.agency.id, label: name(row.agency) } : hidden;
        case 'VENDOR':
          return row.vendor ? { key: row.vendor.id, label: name(row.vendor) } : hidden;
        case 'CONTRACT':
          return row.contract ? { key: row.contract.id, label: `${row.contract.number} ${row.contract.name}` } : hidden;
        case 'PARTY':
          return row.party ? { key: row.party, label: word('PauseParty', row.party) } : hidden;
        case 'REASON':
          return row.reason ? { key: row.reason, label: word('PauseReason', row.reason) } : hidden;
      }
    },
    [name, t, word],
  );
}
