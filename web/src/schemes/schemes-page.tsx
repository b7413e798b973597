import { Button, Flex, type TableProps } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ConnectionTable } from '../list/connection-table.tsx';
import { useConnection } from '../list/connection.ts';
import { Page } from '../page/page.tsx';
import { useMay } from '../session/viewer.tsx';
import { Instant } from '../time/instant.tsx';
import { PresetDrawer } from './preset-drawer.tsx';
import { readSpec } from './scheme-spec.ts';
import { type SchemesQuery, SchemesDocument } from './schemes.gql.ts';
import '../step/step.css';

type Scheme = SchemesQuery['scoringSchemes']['nodes'][number];

const none = {};

/** Scoring schemes, every version of each. */
export default function SchemesPage() {
  const { t } = useTranslation('schemes');
  const may = useMay();
  const [choosing, setChoosing] = useState(false);
  const list = useConnection({ document: SchemesDocument, variables: none, pick: (data) => data.scoringSchemes });
  const columns = useColumns();
  return (
    <Page
      title={t('schemes.title')}
      lead={t('schemes.lead')}
      actions={
        may('scheme.manage') && (
          <>
            <Button onClick={() => setChoosing(true)}>{t('schemes.fromPreset')}</Button>
            <Link to="/schemes/new">
              <Button type="primary">{t('schemes.write')}</Button>
            </Link>
          </>
        )
      }
    >
      <ConnectionTable
        name={t('schemes.title')}
        list={list}
        columns={columns}
        rowKey={(row) => row.id}
        emptyText={t('schemes.none')}
        card={(row) => (
          <Flex vertical gap={4}>
            <SchemeLink scheme={row} />
            <Summary scheme={row} />
          </Flex>
        )}
      />
      {choosing && <PresetDrawer onClose={() => setChoosing(false)} onDone={list.reload} />}
    </Page>
  );
}

function SchemeLink({ scheme }: { scheme: Scheme }) {
  return <Link to={`/schemes/${encodeURIComponent(scheme.id)}`}>{scheme.name}</Link>;
}

function Summary({ scheme }: { scheme: Scheme }) {
  const { t } = useTranslation('schemes');
  const spec = readSpec(scheme.spec);
  return (
    <span className="soft">
      {t('schemes.criteria', { count: spec.criteria.length })} · {t('schemes.items', { count: spec.ledger?.items.length ?? 0 })}
    </span>
  );
}

function useColumns() {
  const { t } = useTranslation('schemes');
  return useMemo(
    (): NonNullable<TableProps<Scheme>['columns']> => [
      { title: t('field.name'), width: 320, render: (_, row) => <SchemeLink scheme={row} /> },
      { title: t('field.code'), width: 180, render: (_, row) => <code>{row.code}</code> },
      { title: t('field.version'), width: 100, render: (_, row) => t('field.versionNumber', { number: row.version }) },
      { title: t('field.holds'), width: 260, render: (_, row) => <Summary scheme={row} /> },
      { title: t('field.createdAt'), width: 160, render: (_, row) => <Instant at={row.createdAt} /> },
    ],
    [t],
  );
}
