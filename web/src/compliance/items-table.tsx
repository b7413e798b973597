import { Table, type TableProps } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReviewChecklistItemInput } from '../gql/schema.ts';
import { ToneTag } from '../words/tone-tag.tsx';
import { Word } from '../words/word.tsx';

/** An item with its texts in the viewer's language. */
export type ShownItem = Omit<ReviewChecklistItemInput, 'section' | 'requirement'> & { section: string; requirement: string };

/** What is asked, in order. */
export function ItemsTable({ items, acts }: { items: readonly ShownItem[]; acts?: (at: number) => ReactNode }) {
  const { t } = useTranslation('compliance');
  const columns: NonNullable<TableProps<ShownItem>['columns']> = [
    { title: t('number'), align: 'end', render: (_, _item, at) => at + 1 },
    { title: t('section'), render: (_, item) => item.section },
    {
      title: t('requirement'),
      render: (_, item) => (
        <>
          {item.requirement}
          <div className="soft">
            <span className="code">{item.code}</span> {item.clause}
          </div>
        </>
      ),
    },
    { title: t('check'), render: (_, item) => (item.check ? <Word of="AutomaticCheck" is={item.check} /> : t('byReviewers')) },
    { title: t('severity'), render: (_, item) => <Word of="FindingSeverity" is={item.severity} /> },
    { title: t('party'), render: (_, item) => <Word of="ResponsibleParty" is={item.party} /> },
    { title: t('days'), align: 'end', render: (_, item) => t('dayCount', { count: item.days }) },
    { title: t('mandatory'), render: (_, item) => (item.mandatory ? <ToneTag tone="bad">{t('mandatoryYes')}</ToneTag> : '—') },
    ...(acts ? [{ title: t('acts'), key: 'acts', render: (_: unknown, _item: ShownItem, at: number) => acts(at) }] : []),
  ];
  return (
    <Table<ShownItem>
      size="small"
      aria-label={t('items')}
      pagination={false}
      scroll={{ x: 900 }}
      rowKey="code"
      locale={{ emptyText: t('noItems') }}
      columns={columns}
      dataSource={[...items]}
    />
  );
}
