import { Button, type TableProps } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Name } from '../../party/name.tsx';
import { Word } from '../../words/word.tsx';
import { ActiveTag } from '../active-tag.tsx';
import { useLevelName } from './level.ts';
import type { SystemRowFragment } from './systems.gql.ts';

export function useSystemColumns(onOpen: (id: string) => void) {
  const { t } = useTranslation('admin');
  const level = useLevelName();
  return useMemo(
    (): NonNullable<TableProps<SystemRowFragment>['columns']> => [
      {
        title: t('field.name'),
        width: 300,
        ellipsis: true,
        render: (_, row) => (
          <Button type="link" className="admin-link" onClick={() => onOpen(row.id)}>
            <Name of={row} />
          </Button>
        ),
      },
      { title: t('field.code'), width: 140, render: (_, row) => <span className="code">{row.code}</span> },
      { title: t('field.owner'), width: 230, ellipsis: true, render: (_, row) => <Name of={row.agency} /> },
      { title: t('field.systemType'), width: 140, ellipsis: true, dataIndex: 'systemType' },
      { title: t('field.protectionLevel'), width: 110, render: (_, row) => level(row.protectionLevel) },
      { title: t('field.siteClass'), width: 110, render: (_, row) => <Word of="SiteClass" is={row.siteClass} /> },
      { title: t('field.active'), width: 90, render: (_, row) => <ActiveTag is={row.active} /> },
    ],
    [level, onOpen, t],
  );
}
