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
    { title: t('number'), width: 60, align: 'end', render: (_, _item, at) => at + 1 },
    { title: t('section'), width: 120, render: (_, item) => item.section },
    {
      title: t('requirement'),
      width: 300,
      render: (_, item) => (
        <>
          {item.requirement}
          <div className="soft">
            <span className="code">{item.code}</span> {item.clause}
          </div>
        </>
      ),
    },
    { title: t('check'), width: 140, render: (_, item) => (item.check ? <Word of="AutomaticCheck" is={item.check} /> : t('byReviewers')) },
    { title: t('severity'), width: 100, render: (_, item) => <Word of="FindingSeverity" is={item.severity} /> },
    { title: t('party'), width: 130, render: (_, item) => <Word of="ResponsibleParty" is={item.party} /> },
    { title: t('days'), width: 120, align: 'end', render: (_, item) => t('dayCount', { count: item.days }) },
    { title: t('mandatory'), width: 90, render: (_, item) => (item.mandatory ? <ToneTag tone="bad">{t('mandatoryYes')}</ToneTag> : '—') },
    ...(acts ? [{ title: t('acts'), key: 'acts', width: 120, render: (_: unknown, _item: ShownItem, at: number) => acts(at) }] : []),
  ];
  return (
    <Table<ShownItem>
      size="small"
      className="compliance-items"
      aria-label={t('items')}
      pagination={false}
      scroll={{ x: acts ? 1180 : 1060 }}
      rowKey="code"
      locale={{ emptyText: t('noItems') }}
      columns={columns}
      dataSource={[...items]}
    />
  );
}
