import { Button, Segmented, Select, type TableProps } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { useConnection } from '../list/connection.ts';
import { ConnectionTable } from '../list/connection-table.tsx';
import { FilterBar } from '../list/filter-bar.tsx';
import { useFilters } from '../list/filters.ts';
import { Page } from '../page/page.tsx';
import { Name } from '../party/name.tsx';
import { SystemSelect, VendorSelect } from '../party/pick.tsx';
import { useMay } from '../session/viewer.tsx';
import { CivilDate, Instant } from '../time/instant.tsx';
import { useWordOptions, Word, WordTag } from '../words/word.tsx';
import { InspectionMonth } from './inspection-month.tsx';
import { fields, filterOf, states } from './inspection-filters.ts';
import { InspectionPlanNamesDocument, type InspectionRowFragment, InspectionsDocument } from './inspections.gql.ts';
import { InspectionFigures } from './inspection-figures.tsx';
import './inspections.css';

type Row = InspectionRowFragment;

/** Every date on which something was to be inspected, and what became of it. */
export default function InspectionsPage() {
  const { t } = useTranslation('inspections');
  const may = useMay();
  const options = useWordOptions();
  const { values, set, reset } = useFilters(fields);
  const view = values.view ?? 'list';
  const filter = useMemo(() => filterOf(values), [values]);
  const list = useConnection({ document: InspectionsDocument, variables: { filter }, pick: (data) => data.inspections, pause: view !== 'list' });
  const [plans] = useQuery({ query: InspectionPlanNamesDocument });
  const columns: NonNullable<TableProps<Row>['columns']> = [
    { title: t('column.planned'), width: 124, render: (_, row) => <Planned row={row} /> },
    { title: t('column.plan'), width: 164, ellipsis: true, render: (_, row) => <Link to={`/inspections/plans/${row.planId}`}>{row.title}</Link> },
    { title: t('column.system'), width: 174, ellipsis: true, render: (_, row) => <Name of={row.system} /> },
    { title: t('column.vendor'), width: 158, ellipsis: true, render: (_, row) => <Name of={row.vendor} /> },
    { title: t('column.state'), width: 104, render: (_, row) => <State row={row} /> },
    { title: t('column.last'), width: 106, render: (_, row) => <CivilDate date={row.lastOn} /> },
    { title: t('column.done'), width: 152, render: (_, row) => <Instant at={row.doneAt} /> },
    { title: t('column.ticket'), width: 196, render: (_, row) => <Ticket row={row} /> },
  ];
  return (
    <Page
      title={t('inspections.title')}
      lead={t('inspections.lead')}
      actions={
        <>
          {may('inspection_checklist.view') && (
            <Link to="/inspections/checklists">
              <Button>{t('lists.title')}</Button>
            </Link>
          )}
          <Link to="/inspections/plans">
            <Button>{t('plans.title')}</Button>
          </Link>
        </>
      }
    >
      <FilterBar
        onReset={reset}
        end={
          <Segmented<'list' | 'month'>
            aria-label={t('view.name')}
            value={view}
            onChange={(next) => set({ view: next === 'list' ? undefined : next })}
            options={[
              { value: 'list', label: t('view.list') },
              { value: 'month', label: t('view.month') },
            ]}
          />
        }
      >
        <Select
          mode="multiple"
          maxTagCount="responsive"
          className="pick"
          aria-label={t('column.state')}
          placeholder={t('column.state')}
          value={values.state}
          onChange={(state) => set({ state })}
          options={options('InspectionState', states)}
        />
        <Select
          allowClear
          className="pick"
          aria-label={t('column.plan')}
          placeholder={t('column.plan')}
          value={values.plan}
          onChange={(plan?: string) => set({ plan })}
          options={(plans.data?.inspectionPlans.nodes ?? []).map((plan) => ({ value: plan.id, label: plan.title }))}
          popupMatchSelectWidth={false}
        />
        <SystemSelect aria-label={t('column.system')} allowClear value={values.system} onChange={(system) => set({ system })} />
        <VendorSelect aria-label={t('column.vendor')} allowClear value={values.vendor} onChange={(vendor) => set({ vendor })} />
      </FilterBar>
      <InspectionFigures filter={filter} onPick={(state) => set({ state })} />
      {view === 'list' ? (
        <ConnectionTable
          name={t('inspections.title')}
          list={list}
          columns={columns}
          rowKey={(row) => row.id}
          emptyText={t('inspections.none')}
          card={(row) => (
            <>
              <strong>
                <Name of={row.system} />
              </strong>
              <p className="check-help">
                <Planned row={row} /> · {row.title}
              </p>
              <State row={row} /> <Ticket row={row} />
            </>
          )}
        />
      ) : (
        <InspectionMonth filter={filter} month={values.month} onMonth={(month) => set({ month })} />
      )}
    </Page>
  );
}

function Planned({ row }: { row: Row }) {
  const { t } = useTranslation('inspections');
  return (
    <>
      <CivilDate date={row.plannedOn} />
      {row.placing !== 'ON_DAY' && (
        <small className="inspection-soft">
          {' '}
          <Word of="InspectionPlacing" is={row.placing} />
        </small>
      )}
      {row.provisional && <small className="inspection-soft"> {t('provisional')}</small>}
    </>
  );
}

function State({ row }: { row: Row }) {
  return (
    <>
      <WordTag of="InspectionState" is={row.state} />
      {row.cause && (
        <small className="inspection-soft">
          <Word of="InspectionCause" is={row.cause} />
        </small>
      )}
    </>
  );
}

function Ticket({ row }: { row: Row }) {
  const { t } = useTranslation('inspections');
  if (!row.ticket) return <span aria-hidden>—</span>;
  return (
    <>
      <Link to={`/tickets/${row.ticket.number}`}>{row.ticket.number}</Link>
      {row.state === 'OPEN' && (
        <>
          {' · '}
          <Link to={`/tickets/${row.ticket.number}/checklist`}>{t('check.open')}</Link>
        </>
      )}
    </>
  );
}
