import { Button, Select, type TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { InspectionPlanState } from '../gql/schema.ts';
import { useConnection } from '../list/connection.ts';
import { ConnectionTable } from '../list/connection-table.tsx';
import { FilterBar } from '../list/filter-bar.tsx';
import { manyOf, text, useFilters } from '../list/filters.ts';
import { Page } from '../page/page.tsx';
import { Name, useName } from '../party/name.tsx';
import { AgencySelect } from '../party/pick.tsx';
import { useMay } from '../session/viewer.tsx';
import { CivilDate } from '../time/instant.tsx';
import { useWordOptions, WordTag } from '../words/word.tsx';
import { InspectionPlansDocument, type PlanRowFragment } from './inspections.gql.ts';
import { useRecurrence } from './recurrence.ts';
import './inspections.css';

const states: readonly InspectionPlanState[] = ['ACTIVE', 'SUSPENDED', 'ENDED'];
const fields = { state: manyOf(states), agency: text() };

/** What is inspected when. */
export default function PlansPage() {
  const { t } = useTranslation('inspections');
  const may = useMay();
  const navigate = useNavigate();
  const options = useWordOptions();
  const name = useName();
  const recurrence = useRecurrence();
  const { values, set, reset } = useFilters(fields);
  const list = useConnection({
    document: InspectionPlansDocument,
    variables: { states: values.state.length > 0 ? values.state : undefined, agencyId: values.agency },
    pick: (data) => data.inspectionPlans,
  });
  const columns: NonNullable<TableProps<PlanRowFragment>['columns']> = [
    { title: t('column.plan'), width: 240, render: (_, plan) => <Link to={`/inspections/plans/${plan.id}`}>{plan.title}</Link> },
    { title: t('plan.agency'), width: 200, render: (_, plan) => <Name of={plan.agency} /> },
    { title: t('column.state'), width: 100, render: (_, plan) => <WordTag of="InspectionPlanState" is={plan.state} /> },
    { title: t('plan.recurrence'), width: 180, render: (_, plan) => (plan.terms ? recurrence(plan.terms.recurrence) : '—') },
    { title: t('plan.systems'), width: 260, render: (_, plan) => plan.terms?.systems.map(name).join(t('listed')) ?? '—' },
    { title: t('plan.next'), width: 130, render: (_, plan) => <Next plan={plan} /> },
  ];
  return (
    <Page
      title={t('plans.title')}
      lead={t('plans.lead')}
      crumbs={[{ label: t('inspections.title'), to: '/inspections' }]}
      actions={
        <>
          {may('inspection_checklist.view') && (
            <Link to="/inspections/checklists">
              <Button>{t('lists.title')}</Button>
            </Link>
          )}
          {may('inspection.manage') && (
            <Link to="/inspections/plans/new">
              <Button type="primary">{t('form.new')}</Button>
            </Link>
          )}
        </>
      }
    >
      <FilterBar onReset={reset}>
        <Select
          mode="multiple"
          className="pick"
          aria-label={t('column.state')}
          placeholder={t('column.state')}
          value={values.state}
          onChange={(state) => set({ state })}
          options={options('InspectionPlanState', states)}
        />
        <AgencySelect aria-label={t('plan.agency')} allowClear value={values.agency} onChange={(agency) => set({ agency })} />
      </FilterBar>
      <ConnectionTable
        name={t('plans.title')}
        list={list}
        columns={columns}
        rowKey={(plan) => plan.id}
        emptyText={t('plans.none')}
        onOpen={(plan) => void navigate(`/inspections/plans/${plan.id}`)}
        card={(plan) => (
          <>
            <Link to={`/inspections/plans/${plan.id}`}>{plan.title}</Link> <WordTag of="InspectionPlanState" is={plan.state} />
            <p className="check-help">
              <Name of={plan.agency} /> · {plan.terms && recurrence(plan.terms.recurrence)}
            </p>
          </>
        )}
      />
    </Page>
  );
}

function Next({ plan }: { plan: PlanRowFragment }) {
  const { t } = useTranslation('inspections');
  return (
    <>
      <CivilDate date={plan.nextOn} />
      {plan.nextProvisional && <small className="inspection-soft"> {t('provisional')}</small>}
    </>
  );
}
