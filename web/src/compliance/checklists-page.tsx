import { Button, type TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useConnection } from '../list/connection.ts';
import { ConnectionTable } from '../list/connection-table.tsx';
import { Page } from '../page/page.tsx';
import { Name } from '../party/name.tsx';
import { useMay } from '../session/viewer.tsx';
import { Instant } from '../time/instant.tsx';
import { ReviewChecklistListDocument, type ReviewChecklistListQuery } from './checklists.gql.ts';
import './compliance.css';

type Row = ReviewChecklistListQuery['reviewChecklists']['nodes'][number];

const nothing = {};

/** What compliance reviews ask, every version a line of its own. */
export default function ChecklistsPage() {
  const { t } = useTranslation('compliance');
  const may = useMay();
  const navigate = useNavigate();
  const list = useConnection({ document: ReviewChecklistListDocument, variables: nothing, pick: (data) => data.reviewChecklists });
  const owner = (row: Row) => (row.owner ? <Name of={row.owner} /> : t('platform'));
  const columns: NonNullable<TableProps<Row>['columns']> = [
    { title: t('name'), width: 300, ellipsis: true, render: (_, row) => <Link to={`/reviews/checklists/${row.id}`}>{row.name}</Link> },
    { title: t('code'), width: 150, render: (_, row) => <span className="code">{row.code}</span> },
    { title: t('version'), width: 100, align: 'end', render: (_, row) => t('versionNo', { number: row.version }) },
    { title: t('owner'), width: 240, ellipsis: true, render: (_, row) => owner(row) },
    { title: t('items'), width: 100, align: 'end', render: (_, row) => t('itemCount', { count: row.items.length }) },
    { title: t('writtenAt'), width: 170, render: (_, row) => <Instant at={row.createdAt} /> },
  ];
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      crumbs={[{ label: t('reviews'), to: '/reviews' }]}
      actions={
        may('checklist.manage') && (
          <Link to="/reviews/checklists/new">
            <Button type="primary">{t('write')}</Button>
          </Link>
        )
      }
    >
      <ConnectionTable
        name={t('title')}
        list={list}
        columns={columns}
        rowKey={(row) => row.id}
        emptyText={t('none')}
        onOpen={(row) => void navigate(`/reviews/checklists/${row.id}`)}
        card={(row) => (
          <>
            <Link to={`/reviews/checklists/${row.id}`}>{row.name}</Link> {t('versionNo', { number: row.version })}
            <div className="soft">
              {owner(row)} · {t('itemCount', { count: row.items.length })}
            </div>
          </>
        )}
      />
    </Page>
  );
}
