import { Form, Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { useAll } from '../list/all.ts';
import { useConnection } from '../list/connection.ts';
import { useName } from '../party/name.tsx';
import { InspectableSystemsDocument, InspectionCalendarsDocument, InspectionChecklistChoicesDocument } from './plans.gql.ts';
import type { PlanValues } from './plan-values.ts';

const MOST = 50;

/** As a form item gives it. */
type Field<V> = { id?: string; value?: V; onChange?: (value: V) => void };

/** Systems of the plan's agency and of those below it; each is inspected with a ticket of its own. */
export function SystemsField({ agencyId, ...field }: Field<string[]> & { agencyId: string | undefined }) {
  const { t } = useTranslation('inspections');
  const name = useName();
  const variables = useMemo(() => ({ agencyId: agencyId ?? '' }), [agencyId]);
  const list = useConnection({ document: InspectableSystemsDocument, variables, pick: (data) => data.systems, pause: !agencyId });
  useAll(list);
  return (
    <Select
      {...field}
      mode="multiple"
      maxCount={MOST}
      disabled={!agencyId}
      placeholder={t(agencyId ? 'form.chooseSystems' : 'form.agencyFirst')}
      loading={list.fetching}
      showSearch={{ optionFilterProp: 'text' }}
      options={list.rows
        .filter(({ id, active }) => active || field.value?.includes(id))
        .map((system) => ({ value: system.id, label: name(system), text: `${system.code} ${system.name} ${system.agency.name}`, second: `${system.code} · ${name(system.agency)}` }))}
      optionRender={(option) => (
        <span className="pick-option">
          {option.label}
          <small>{option.data.second}</small>
        </span>
      )}
    />
  );
}

/** The calendar that knows the working days. */
export function CalendarField(field: Field<string>) {
  const [query] = useQuery({ query: InspectionCalendarsDocument });
  const calendars = query.data?.calendars.nodes ?? [];
  return (
    <Select
      {...field}
      loading={query.fetching}
      showSearch={{ optionFilterProp: 'label' }}
      options={calendars.map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}

/** What the plan has already, which may be retired by now. */
export type HeldChecklist = { id: string; name: string; newestVersion: number };

/** The checklist that is answered, and by which of its versions. */
export function ChecklistFields({ agencyId, held }: { agencyId: string | undefined; held: HeldChecklist | null }) {
  const { t } = useTranslation('inspections');
  const form = Form.useFormInstance<PlanValues>();
  const chosenId = Form.useWatch<string | undefined>('inspectionChecklistId', form);
  const variables = useMemo(() => ({ agencyId: agencyId ?? '' }), [agencyId]);
  const list = useConnection({ document: InspectionChecklistChoicesDocument, variables, pick: (data) => data.inspectionChecklists, pause: !agencyId });
  useAll(list);
  const choices: readonly HeldChecklist[] = held && !list.rows.some(({ id }) => id === held.id) ? [held, ...list.rows] : list.rows;
  const newest = choices.find(({ id }) => id === chosenId)?.newestVersion ?? 0;
  return (
    <div className="inspection-row">
      <Form.Item name="inspectionChecklistId" label={t('plan.checklist')} extra={t('form.checklistHelp')}>
        <Select
          allowClear
          disabled={!agencyId}
          loading={list.fetching}
          placeholder={t(agencyId ? 'form.noChecklist' : 'form.agencyFirst')}
          showSearch={{ optionFilterProp: 'label' }}
          options={choices.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={() => form.setFieldValue('checklistVersion', undefined)}
        />
      </Form.Item>
      <Form.Item name="checklistVersion" label={t('plan.checklistVersion')} hidden={newest === 0}>
        <Select
          allowClear
          placeholder={t('form.newestVersion')}
          options={Array.from({ length: newest }, (_, at) => newest - at).map((number) => ({
            value: number,
            label: t(number === newest ? 'form.versionNewest' : 'list.versionNo', { number }),
          }))}
        />
      </Form.Item>
    </div>
  );
}
