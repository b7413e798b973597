import { Button, Flex } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useConnection } from '../list/connection.ts';
import { ConnectionTable } from '../list/connection-table.tsx';
import { Page } from '../page/page.tsx';
import { useName } from '../party/name.tsx';
import { useMay } from '../session/viewer.tsx';
import { Instant } from '../time/instant.tsx';
import { WordTag } from '../words/word.tsx';
import { PoliciesDocument, type PolicyHeadFragment } from './policies.gql.ts';
import { NewPolicyDialog } from './new-policy-dialog.tsx';
import { TemplateDialog } from './template-dialog.tsx';
import './promises.css';

const nothing = {};

/** What is promised in which contract is written down here. */
export default function PoliciesPage() {
  const { t } = useTranslation('promises');
  const may = useMay();
  const name = useName();
  const navigate = useNavigate();
  const [making, setMaking] = useState<'BASE' | 'TEMPLATE' | null>(null);
  const list = useConnection({ document: PoliciesDocument, variables: nothing, pick: (data) => data.policies });
  const owner = (row: PolicyHeadFragment) => (row.owner ? name(row.owner) : t('policy.platform'));
  const published = (row: PolicyHeadFragment) =>
    row.published ? t('version.number', { number: row.published.number }) : <span className="soft">{t('policy.neverPublished')}</span>;
  const drafts = (row: PolicyHeadFragment) =>
    row.versions
      .filter(({ state }) => state === 'DRAFT' || state === 'PILOT')
      .map((version) => (
        <Link key={version.id} to={`/policies/${row.id}?version=${version.number}`} className="draft-mark">
          {t('version.number', { number: version.number })} <WordTag of="PolicyState" is={version.state} />
        </Link>
      ));
  return (
    <Page
      title={t('policies.title')}
      lead={t('policies.lead')}
      actions={
        <>
          <Link to="/guard-periods">
            <Button>{t('guard.title')}</Button>
          </Link>
          {may('policy.manage') && (
            <>
              <Button onClick={() => setMaking('BASE')}>{t('policy.onBase')}</Button>
              <Button type="primary" onClick={() => setMaking('TEMPLATE')}>
                {t('template.use')}
              </Button>
            </>
          )}
        </>
      }
    >
      <ConnectionTable
        name={t('policies.title')}
        list={list}
        rowKey={(row) => row.id}
        onOpen={(row) => void navigate(`/policies/${row.id}`)}
        card={(row) => (
          <Flex vertical gap={4}>
            <Link to={`/policies/${row.id}`}>{row.name}</Link>
            <span className="soft">
              {row.code} · {owner(row)}
            </span>
            <Flex gap="small" wrap>
              {published(row)} {drafts(row)}
            </Flex>
          </Flex>
        )}
        columns={[
          { title: t('policy.name'), width: 260, render: (_, row) => <Link to={`/policies/${row.id}`}>{row.name}</Link> },
          { title: t('policy.code'), width: 116, render: (_, row) => <span className="figure">{row.code}</span> },
          { title: t('policy.owner'), width: 184, ellipsis: true, render: (_, row) => owner(row) },
          { title: t('policy.base'), width: 184, ellipsis: true, render: (_, row) => row.base && <Link to={`/policies/${row.base.id}`}>{row.base.name}</Link> },
          { title: t('policy.published'), width: 110, render: (_, row) => published(row) },
          { title: t('version.publishedAt'), width: 154, render: (_, row) => <Instant at={row.published?.publishedAt} /> },
          { title: t('policy.drafts'), width: 162, render: (_, row) => drafts(row) },
        ]}
      />
      {making === 'TEMPLATE' && <TemplateDialog onClose={() => setMaking(null)} />}
      {making === 'BASE' && <NewPolicyDialog onClose={() => setMaking(null)} />}
    </Page>
  );
}
