import { Button, Flex, Grid, Table, type TableProps } from 'antd';
import { type ComponentRef, type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { QueryState } from '../page/query-state.tsx';
import type { Loaded } from './connection.ts';
import { useRestHeight } from './rest-height.ts';
import { useRowKeys } from './row-keys.ts';
import { placeOfRow, stillLoading, tableRoles } from './table-roles.tsx';

type TableRef = ComponentRef<typeof Table>;

type Props<N> = {
  /** What it lists, for those who do not see it. */
  name: string;
  list: Loaded<N>;
  /** With a `width` each; a table needs one that leads to the object's page. */
  columns: NonNullable<TableProps<N>['columns']>;
  rowKey: (row: N) => string;
  /** On narrow screens, in place of the columns. */
  card?: (row: N) => ReactNode;
  emptyText?: ReactNode;
  selection?: TableProps<N>['rowSelection'];
  /** Of a row that is not 40 pixels high. */
  rowHeight?: number;
  onRow?: TableProps<N>['onRow'];
  rowClassName?: TableProps<N>['rowClassName'];
  /** What Enter does with a row; with it `j` and `k` walk through the list. */
  onOpen?: (row: N) => void;
};

/** Pixels from the end at which the next page is asked for. */
const NEAR = 1_600;
const ROWS_NEAR = 15;

/** A list of any length: only the rows in sight are drawn, and further pages come while one scrolls. */
export function ConnectionTable<N extends object>(props: Props<N>) {
  const { name, list, columns, rowKey, card, emptyText, selection, onRow, rowClassName, onOpen } = props;
  const narrow = !(Grid.useBreakpoint().md ?? true);
  const [place, height] = useRestHeight();
  const width = useMemo(() => columns.reduce((sum, column) => sum + (Number(column.width) || 140), selection ? 48 : 0), [columns, selection]);

  const table = useRef<TableRef>(null);
  const rows = useMemo(() => [...list.rows], [list.rows]);
  const [cursor, setCursor] = useState<string>();
  const walk = useCallback(
    (key: string, index: number) => {
      setCursor(key);
      table.current?.scrollTo({ index });
      if (index > rows.length - ROWS_NEAR) list.more();
    },
    [rows.length, list],
  );
  useRowKeys({ rows, rowKey, cursor, walk, onOpen });

  function onScroll(event: { currentTarget: HTMLElement }) {
    const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
    if (scrollHeight - scrollTop - clientHeight < NEAR) list.more();
  }

  const body =
    list.rows.length === 0 ? null : narrow && card ? (
      <ul className="cards" aria-label={name}>
        {list.rows.map((row) => (
          <li key={rowKey(row)}>{card(row)}</li>
        ))}
      </ul>
    ) : (
      <div role="table" aria-label={name} aria-rowcount={list.total === null ? -1 : list.total + 1}>
        <Table<N>
          virtual
          size="medium"
          columns={columns}
          components={tableRoles}
          loading={stillLoading}
          ref={table}
          dataSource={rows}
          rowKey={rowKey}
          pagination={false}
          scroll={{ x: width, y: height }}
          onScroll={onScroll}
          rowSelection={selection}
          onRow={(row, index) => ({ ...onRow?.(row, index), 'aria-rowindex': placeOfRow(index) })}
          rowClassName={(row, index, indent) => {
            const own = typeof rowClassName === 'function' ? rowClassName(row, index, indent) : (rowClassName ?? '');
            return rowKey(row) === cursor ? `${own} row-cursor` : own;
          }}
        />
      </div>
    );
  return (
    <div ref={place} className="list">
      <QueryState query={list} retry={list.reload} empty={list.rows.length === 0} emptyText={emptyText}>
        {body}
      </QueryState>
      {list.rows.length > 0 && <Foot list={list} />}
    </div>
  );
}

function Foot<N>({ list }: { list: Loaded<N> }) {
  const { t } = useTranslation('app');
  return (
    <Flex justify="space-between" align="center" className="list-foot">
      <span role="status">
        {list.total === null ? t('list.shown', { count: list.rows.length }) : t('list.shownOf', { count: list.rows.length, total: list.total })}
      </span>
      {list.hasMore && (
        <Button size="small" type="link" loading={list.fetching} onClick={list.more}>
          {t('list.more')}
        </Button>
      )}
    </Flex>
  );
}
