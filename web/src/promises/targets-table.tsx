import { useTranslation } from 'react-i18next';
import { priorities } from '../words/values.ts';
import { Word } from '../words/word.tsx';
import { useConditions } from './conditions.tsx';
import type { PolicyTargetFragment } from './policies.gql.ts';
import { TargetCell } from './target-cell.tsx';
import { rowsOf, targetKey } from './target-key.ts';

type Props = {
  targets: readonly PolicyTargetFragment[];
  /** Of the version it is compared with: what differs is marked. */
  before?: readonly PolicyTargetFragment[] | undefined;
  onOpen: (target: PolicyTargetFragment) => void;
};

/** What is promised: a row for each metric and sort of ticket, a column for each priority. */
export function TargetsTable({ targets, before, onOpen }: Props) {
  const { t } = useTranslation('promises');
  const conditions = useConditions();
  const here = new Set(targets.map(targetKey));
  const gone = (before ?? []).filter((target) => !here.has(targetKey(target)));
  const earlier = new Map(before?.map((target) => [targetKey(target), target]));
  const rows = rowsOf([...targets, ...gone]);
  return (
    // What scrolls has to be reached by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="scroll-x" role="region" aria-label={t('targets.title')} tabIndex={0}>
      <table className="targets">
        <thead>
          <tr>
            <th scope="col">{t('targets.metric')}</th>
            {priorities.map((priority) => (
              <th key={priority} scope="col">
                <Word of="Priority" is={priority} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => {
            const said = conditions(row.conditions);
            return (
              <tr key={row.key} className={rows[at - 1]?.metric === row.metric ? undefined : 'targets-first'}>
                <th scope="row">
                  <Word of="Metric" is={row.metric} />
                  {said && <small className={row.conditions.guard ? 'targets-guard' : undefined}>{said}</small>}
                </th>
                {priorities.map((priority) => {
                  const target = row.cells[priority];
                  return (
                    <td key={priority}>
                      {target ? (
                        <TargetCell
                          target={target}
                          before={before && (earlier.get(targetKey(target)) ?? null)}
                          isGone={!here.has(targetKey(target))}
                          onOpen={() => onOpen(target)}
                        />
                      ) : (
                        <span className="soft" aria-label={t('targets.no')}>
                          —
                        </span>
                      )}
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
