import type { TableProps } from 'antd';
import type { ComponentProps } from 'react';

/**
 * A virtual table draws its head as a table and its rows as plain boxes beside it. To a screen reader they become one table again: the element around
 * both has the role, the head's own table steps back, and every row and cell says what it is.
 */
export const tableRoles: NonNullable<TableProps['components']> = {
  header: {
    table: (props: ComponentProps<'table'>) => <table {...props} role="presentation" />,
    row: (props: ComponentProps<'tr'>) => <tr {...props} role="row" aria-rowindex={1} />,
    cell: (props: ComponentProps<'th'>) => <th {...props} role="columnheader" />,
  },
  body: {
    row: (props: ComponentProps<'div'>) => <div {...props} role="row" />,
    cell: (props: ComponentProps<'div'>) => <div {...props} role="cell" />,
  },
};

/** The table's `loading`: never, and without the attributes that make the box around the rows stand between table and row. */
export const stillLoading = { spinning: false, 'aria-busy': undefined, 'aria-live': undefined };

/** The place of a row among all rows, of which few are drawn; the head is the first. */
export function placeOfRow(index: number | undefined): number | undefined {
  return index === undefined ? undefined : index + 2;
}
