import { DownloadOutlined } from '@ant-design/icons';
import { Button, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { columns, isNeeded, type Table } from './tables.ts';

/** With it spreadsheets take a file for UTF-8. */
const MARK = '\uFEFF';

/** Which headings a table has, and an empty one to fill in. */
export function Columns({ table }: { table: Table }) {
  const { t } = useTranslation('admin');
  const headings = useHeadings(table);
  const sheet = `data:text/csv;charset=utf-8,${encodeURIComponent(`${MARK}${headings.map(({ heading }) => heading).join(',')}\n`)}`;
  return (
    <div className="import-columns">
      <span className="soft">{t('import.columns')}</span>
      <span className="tags-line">
        {headings.map(({ heading, needed }) => (
          <Tag key={heading} variant={needed ? 'solid' : 'outlined'} className={needed ? 'tone tone-going' : ''}>
            {heading}
            {needed && ' *'}
          </Tag>
        ))}
      </span>
      <Button size="small" type="link" icon={<DownloadOutlined />} href={sheet} download={`${table}.csv`}>
        {t('import.sheet')}
      </Button>
    </div>
  );
}

function useHeadings(table: Table): { heading: string; needed: boolean }[] {
  const { t } = useTranslation('admin');
  switch (table) {
    case 'agencies':
      return columns.agencies.map((column) => ({ heading: t(`heading.agencies.${column}`), needed: isNeeded(column) }));
    case 'systems':
      return columns.systems.map((column) => ({ heading: t(`heading.systems.${column}`), needed: isNeeded(column) }));
    case 'contracts':
      return columns.contracts.map((column) => ({ heading: t(`heading.contracts.${column}`), needed: isNeeded(column) }));
  }
}
