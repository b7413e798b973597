import { Button, Grid, type TableProps, Tag } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Name } from '../../party/name.tsx';
import { ActiveTag } from '../active-tag.tsx';
import type { AgencyNode } from './agency-tree.ts';

type Options = {
  /** Found by a search: the agency above is a column then. */
  flat: boolean;
  onOpen: (id: string) => void;
};

export function useAgencyColumns({ flat, onOpen }: Options) {
  const { t } = useTranslation('admin');
  const narrow = !(Grid.useBreakpoint().md ?? true);
  return useMemo((): NonNullable<TableProps<AgencyNode>['columns']> => {
    const name = {
      title: t('field.name'),
      width: narrow ? 250 : 420,
      ellipsis: !narrow,
      render: (_: unknown, row: AgencyNode) => (
        <Button type="link" className={narrow ? 'admin-link admin-link-wrap' : 'admin-link'} onClick={() => onOpen(row.id)}>
          <Name of={row} />
        </Button>
      ),
    };
    const state = { title: t('field.active'), width: 84, render: (_: unknown, row: AgencyNode) => <ActiveTag is={row.active} /> };
    if (narrow) return [name, state];
    return [
      name,
      ...(flat ? [{ title: t('field.parent'), width: 220, ellipsis: true, render: (_: unknown, row: AgencyNode) => <Name of={row.parent} /> }] : []),
      { title: t('field.shortCode'), width: 140, render: (_, row) => <span className="code">{row.shortCode}</span> },
      { title: t('field.regionCode'), width: 130, render: (_, row) => <span className="figure">{row.regionCode}</span> },
      { title: t('field.supervisor'), width: 130, render: (_, row) => row.supervisor && <Tag variant="filled">{t('agencies.supervises')}</Tag> },
      state,
    ];
  }, [flat, narrow, onOpen, t]);
}
