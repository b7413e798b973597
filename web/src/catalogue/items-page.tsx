import { Button, Select, type TableProps } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { ConnectionTable } from '../list/connection-table.tsx';
import { useConnection } from '../list/connection.ts';
import { FilterBar } from '../list/filter-bar.tsx';
import { flag, oneOf, text, useFilters } from '../list/filters.ts';
import { Page } from '../page/page.tsx';
import { AgencyName } from '../party/agency-name.tsx';
import { AgencySelect } from '../party/pick.tsx';
import { useMay } from '../session/viewer.tsx';
import { ticketKinds } from '../words/values.ts';
import { useWordOptions, Word } from '../words/word.tsx';
import { type ServiceItemRecordFragment, ServiceItemListDocument } from './catalogue.gql.ts';
import { Offered } from './offered.tsx';
import './catalogue.css';

const fields = { agencyId: text(), kind: oneOf(ticketKinds), active: flag() };

/** What clerks can ask for, with the questions that each asks. */
export default function ItemsPage() {
  const { t } = useTranslation('catalogue');
  const may = useMay();
  const navigate = useNavigate();
  const options = useWordOptions();
  const { values, set, reset } = useFilters(fields);
  const list = useConnection({ document: ServiceItemListDocument, variables: values, pick: (data) => data.serviceItems });
  const columns = useColumns();
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        may('service_item.manage') && (
          <Link to="/catalogue/new">
            <Button type="primary">{t('create')}</Button>
          </Link>
        )
      }
    >
      <FilterBar onReset={reset}>
        <AgencySelect aria-label={t('agency')} placeholder={t('agency')} value={values.agencyId} onChange={(agencyId) => set({ agencyId })} allowClear />
        <Select
          className="pick"
          aria-label={t('kind')}
          placeholder={t('kind')}
          allowClear
          value={values.kind}
          options={options('TicketKind', ticketKinds)}
          onChange={(kind) => set({ kind })}
        />
        <Select
          className="pick"
          aria-label={t('state')}
          placeholder={t('state')}
          allowClear
          value={values.active}
          options={[
            { value: true, label: t('offered') },
            { value: false, label: t('retired') },
          ]}
          onChange={(active) => set({ active })}
        />
      </FilterBar>
      <ConnectionTable
        name={t('title')}
        list={list}
        columns={columns}
        rowKey={(row) => row.id}
        emptyText={t('none')}
        onOpen={(row) => void navigate(`/catalogue/${row.id}`)}
        card={(row) => (
          <>
            <div className="item-line">
              <Link to={`/catalogue/${row.id}`}>{row.version.name}</Link>
              <Offered is={row.active} />
            </div>
            <div className="soft">
              <Word of="TicketKind" is={row.version.kind} /> · <AgencyName id={row.ownerId} />
            </div>
          </>
        )}
      />
    </Page>
  );
}

function useColumns() {
  const { t } = useTranslation('catalogue');
  return useMemo(
    (): NonNullable<TableProps<ServiceItemRecordFragment>['columns']> => [
      { title: t('name'), width: 280, ellipsis: true, render: (_, row) => <Link to={`/catalogue/${row.id}`}>{row.version.name}</Link> },
      { title: t('code'), width: 140, render: (_, row) => <span className="code">{row.code}</span> },
      { title: t('kind'), width: 110, render: (_, row) => <Word of="TicketKind" is={row.version.kind} /> },
      { title: t('owner'), width: 240, ellipsis: true, render: (_, row) => <AgencyName id={row.ownerId} /> },
      { title: t('questions'), width: 100, align: 'end', render: (_, row) => t('questionCount', { count: row.version.fields.length }) },
      { title: t('version'), width: 90, align: 'end', render: (_, row) => t('versionNumber', { number: row.version.number }) },
      { title: t('state'), width: 100, render: (_, row) => <Offered is={row.active} /> },
    ],
    [t],
  );
}
