import { Button, Checkbox, Empty } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnection } from '../list/connection.ts';
import { FilterBar } from '../list/filter-bar.tsx';
import { flag, text, useFilters } from '../list/filters.ts';
import { useShortcut } from '../frame/shortcuts.ts';
import { Page } from '../page/page.tsx';
import { QueryState } from '../page/query-state.tsx';
import { AgencySelect, VendorSelect } from '../party/pick.tsx';
import { PauseDecisionPane } from './pause-decision-pane.tsx';
import { PauseListItem } from './pause-list-item.tsx';
import { PausesToDecideDocument } from './pauses.gql.ts';
import '../step/step.css';
import './decisions.css';

const fields = { agencyId: text(), vendorId: text(), open: flag(), pause: text() };

/** Rows from the end at which the next page is asked for. */
const ROWS_NEAR = 5;

/** The pauses that wait for a decision, one after the other, by keyboard if one likes. */
export default function PausesPage() {
  const { t } = useTranslation(['decisions', 'app']);
  const { values, set } = useFilters(fields);
  const [decided, setDecided] = useState<ReadonlySet<string>>(new Set());
  const { agencyId, vendorId, open } = values;
  const variables = useMemo(() => ({ agencyId, vendorId, open }), [agencyId, vendorId, open]);
  const list = useConnection({ document: PausesToDecideDocument, variables, pick: (data) => data.pausesToDecide });
  const rows = useMemo(() => list.rows.filter(({ pause }) => !decided.has(pause.id)), [list.rows, decided]);
  const at = Math.max(
    0,
    rows.findIndex(({ pause }) => pause.id === values.pause),
  );
  const chosen = rows[at];
  const waiting = list.total === null ? rows.length : Math.max(0, list.total - (list.rows.length - rows.length));

  const { more } = list;
  const move = useCallback(
    (by: number) => {
      const to = Math.min(rows.length - 1, Math.max(0, at + by));
      const next = rows[to];
      if (next) set({ pause: next.pause.id });
      if (to >= rows.length - ROWS_NEAR) more();
    },
    [rows, at, set, more],
  );
  useShortcut('j', t('decisions:pauses.next'), () => move(1), rows.length > 0);
  useShortcut('k', t('decisions:pauses.previous'), () => move(-1), rows.length > 0);

  function onDecided(id: string) {
    const next = rows[at + 1] ?? rows[at - 1];
    setDecided((before) => new Set(before).add(id));
    set({ pause: next?.pause.id });
  }

  return (
    <Page
      title={t('decisions:pauses.title')}
      lead={
        <>
          {t('decisions:pauses.lead')} <span className="pauses-keys">{t('decisions:pauses.keys')}</span>
        </>
      }
    >
      <FilterBar
        onReset={() => set({ agencyId: undefined, vendorId: undefined, open: undefined })}
        end={<span role="status">{t('decisions:pauses.waiting', { count: waiting })}</span>}
      >
        <AgencySelect aria-label={t('decisions:field.agency')} value={agencyId} onChange={(next) => set({ agencyId: next })} allowClear />
        <VendorSelect aria-label={t('decisions:field.vendor')} value={vendorId} onChange={(next) => set({ vendorId: next })} allowClear />
        <Checkbox checked={open === true} onChange={(event) => set({ open: event.target.checked || undefined })}>
          {t('decisions:pauses.openOnly')}
        </Checkbox>
      </FilterBar>
      <QueryState query={list} retry={list.reload} empty={rows.length === 0 && !list.fetching} emptyText={t('decisions:pauses.none')}>
        {rows.length > 0 ? (
          <div className="undecided">
            <ul className="undecided-list" aria-label={t('decisions:pauses.title')}>
              {rows.map((row) => (
                <li key={row.pause.id}>
                  <PauseListItem row={row} current={row === chosen} onChoose={() => set({ pause: row.pause.id })} />
                </li>
              ))}
              {list.hasMore && (
                <li>
                  <Button type="link" block loading={list.fetching} onClick={more}>
                    {t('app:list.more')}
                  </Button>
                </li>
              )}
            </ul>
            {chosen ? <PauseDecisionPane key={chosen.pause.id} row={chosen} onDecided={onDecided} /> : <Empty />}
          </div>
        ) : null}
      </QueryState>
    </Page>
  );
}
