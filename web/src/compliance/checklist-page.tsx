import { Button, Descriptions } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useQuery } from 'urql';
import { Page } from '../page/page.tsx';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';
import { Name } from '../party/name.tsx';
import { useMay } from '../session/viewer.tsx';
import { Instant } from '../time/instant.tsx';
import { ReviewChecklistRecordDocument } from './checklists.gql.ts';
import { ItemsTable } from './items-table.tsx';
import './compliance.css';

/** One version of a checklist: it never changes, the next one is another. */
export default function ChecklistPage() {
  const { t } = useTranslation('compliance');
  const { id = '' } = useParams();
  const may = useMay();
  const [query, again] = useQuery({ query: ReviewChecklistRecordDocument, variables: { id } });
  const node = query.data?.node;
  const checklist = node?.__typename === 'ReviewChecklist' ? node : null;
  return (
    <Page
      title={checklist?.name ?? t('title')}
      crumbs={[
        { label: t('reviews'), to: '/reviews' },
        { label: t('title'), to: '/reviews/checklists' },
      ]}
      actions={
        checklist &&
        may('checklist.manage') && (
          <Link to={`/reviews/checklists/new?like=${checklist.id}`}>
            <Button type="primary">{t('writeLike')}</Button>
          </Link>
        )
      }
    >
      <QueryState query={query} retry={() => again({ requestPolicy: 'network-only' })} empty={query.data !== undefined && !checklist} emptyText={t('gone')}>
        {checklist && (
          <>
            <Section title={t('about')}>
              <Descriptions
                size="small"
                column={{ xs: 1, md: 2 }}
                items={[
                  { key: 'code', label: t('code'), children: <span className="code">{checklist.code}</span> },
                  { key: 'version', label: t('version'), children: t('versionNo', { number: checklist.version }) },
                  { key: 'owner', label: t('owner'), children: checklist.owner ? <Name of={checklist.owner} /> : t('platform') },
                  { key: 'at', label: t('writtenAt'), children: <Instant at={checklist.createdAt} /> },
                ]}
              />
            </Section>
            <Section title={t('items')}>
              <ItemsTable items={checklist.items} />
            </Section>
          </>
        )}
      </QueryState>
    </Page>
  );
}
