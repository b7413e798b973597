import { FilterOutlined } from '@ant-design/icons';
import { Button, DatePicker, Grid, Select, Tag } from 'antd';
import dayjs from 'dayjs';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FilterBar } from '../list/filter-bar.tsx';
import { AgencySelect, SystemSelect, VendorSelect } from '../party/pick.tsx';
import { useMay, useViewer } from '../session/viewer.tsx';
import { civilOf, instantOf, wallOf } from '../time/wall.ts';
import { priorities, ticketKinds } from '../words/values.ts';
import { useWordOptions } from '../words/word.tsx';
import { horizons, type ListValues } from './list-filters.ts';
import { orders, states } from './ranks.ts';

type Props = { values: ListValues; set: (change: Partial<ListValues>) => void; onReset: () => void; end?: ReactNode; ordered?: boolean };

/** Conditions that other pages lead here with and that have no field of their own. */
const others = ['assigneeId', 'raisedById', 'teamId', 'contractId', 'exclusionId', 'assigned', 'routed', 'agencyAlone', 'dueBefore', 'resolvedFrom', 'resolvedBefore', 'endedFrom', 'endedBefore', 'openAt'] as const;

/** On a phone the conditions stand behind one button, which says how many there are. */
export function ListFilterBar(props: Props) {
  const { t } = useTranslation('tickets');
  const narrow = !(Grid.useBreakpoint().md ?? true);
  const [open, setOpen] = useState(false);
  const count = Object.values(props.values).filter((value) => (Array.isArray(value) ? value.length > 0 : value !== undefined)).length;
  if (!narrow) return <AllFilters {...props} />;
  return (
    <>
      <div className="filter-toggle">
        <Button icon={<FilterOutlined />} aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('filter.toggle', { count })}
        </Button>
        {!open && <Mine {...props} />}
        {!open && props.end}
      </div>
      {open && <AllFilters {...props} />}
    </>
  );
}

function AllFilters({ values, set, onReset, end, ordered = true }: Props) {
  const { t } = useTranslation('tickets');
  const options = useWordOptions();
  const { side, user } = useViewer();
  const standing = values.breached === true ? 'breached' : values.breached === false ? 'kept' : values.due;
  const openness = values.open === undefined ? undefined : values.open ? 'open' : 'closed';
  const own = useOwn();
  return (
    <FilterBar onReset={onReset} end={end}>
      <Select
        aria-label={t('filter.open')}
        placeholder={t('filter.open')}
        allowClear
        value={openness}
        options={[
          { value: 'open', label: t('filter.isOpen') },
          { value: 'closed', label: t('filter.isClosed') },
        ]}
        onChange={(next: string | undefined) => set({ open: next === undefined ? undefined : next === 'open' })}
      />
      <Many label={t('filter.states')} value={values.states} options={options('TicketState', states)} onChange={(next) => set({ states: next })} />
      <Many label={t('filter.kinds')} value={values.kinds} options={options('TicketKind', ticketKinds)} onChange={(next) => set({ kinds: next })} />
      <Many label={t('filter.priorities')} value={values.priorities} options={options('Priority', priorities)} onChange={(next) => set({ priorities: next })} />
      <Select
        aria-label={t('filter.standing')}
        placeholder={t('filter.standing')}
        allowClear
        popupMatchSelectWidth={false}
        value={standing}
        options={[
          { value: 'breached', label: t('filter.breached') },
          { value: 'kept', label: t('filter.kept') },
          ...horizons.map((hours) => ({ value: hours, label: t('filter.due', { count: Number(hours) }) })),
        ]}
        onChange={(next: string | undefined) =>
          set({
            breached: next === 'breached' ? true : next === 'kept' ? false : undefined,
            due: horizons.find((hours) => hours === next),
            ...(horizons.some((hours) => hours === next) ? { open: true } : {}),
          })
        }
      />
      <SystemSelect aria-label={t('system')} value={values.systemId} onChange={(systemId) => set({ systemId })} allowClear />
      {side !== 'VENDOR' && <VendorSelect aria-label={t('vendor')} value={values.vendorId} onChange={(vendorId) => set({ vendorId })} allowClear />}
      <AgencySelect aria-label={t('agency')} value={values.agencyId} onChange={(agencyId) => set({ agencyId, agencyAlone: undefined })} allowClear />
      <DatePicker.RangePicker
        aria-label={t('filter.raised')}
        placeholder={[t('filter.raisedFrom'), t('filter.raisedUntil')]}
        value={[values.raisedFrom ? wallOf(values.raisedFrom) : null, values.raisedBefore ? wallOf(values.raisedBefore).subtract(1, 'day') : null]}
        allowEmpty={[true, true]}
        onChange={(days) =>
          set({
            raisedFrom: days?.[0] ? startOf(days[0]) : undefined,
            raisedBefore: days?.[1] ? startOf(days[1].add(1, 'day')) : undefined,
          })
        }
        className="filter-days"
      />
      <Mine values={values} set={set} />
      {ordered && (
        <Select
          aria-label={t('filter.order')}
          popupMatchSelectWidth={false}
          value={values.orderBy ?? 'CREATED_DESC'}
          options={options('TicketOrder', orders)}
          onChange={(orderBy) => set({ orderBy: orderBy === 'CREATED_DESC' ? undefined : orderBy })}
        />
      )}
      {others
        .filter((name) => values[name] !== undefined && !(name === own && values[name] === user.id))
        .map((name) => (
          <Tag key={name} color="blue" closable={{ 'aria-label': t('filter.drop') }} onClose={() => set({ [name]: undefined })}>
            {t(`filter.${name}`)}
          </Tag>
        ))}
    </FilterBar>
  );
}

/** The condition by which a ticket is one's own: an engineer's by assignment, a clerk's by raising it. */
function useOwn(): 'assigneeId' | 'raisedById' | undefined {
  const { side } = useViewer();
  const may = useMay();
  if (side === 'VENDOR') return 'assigneeId';
  return may('ticket.raise') ? 'raisedById' : undefined;
}

function Mine({ values, set }: Pick<Props, 'values' | 'set'>) {
  const { t } = useTranslation('tickets');
  const { user } = useViewer();
  const own = useOwn();
  if (!own) return null;
  return (
    <Tag.CheckableTag
      checked={values[own] === user.id}
      onChange={(next) => {
        const id = next ? user.id : undefined;
        set(own === 'assigneeId' ? { assigneeId: id } : { raisedById: id });
      }}
      className="filter-mine"
    >
      {t(own === 'assigneeId' ? 'filter.mine' : 'filter.raisedByMe')}
    </Tag.CheckableTag>
  );
}

function startOf(day: dayjs.Dayjs): string {
  return instantOf(dayjs(civilOf(day)));
}

type ManyProps<T extends string> = { label: string; value: T[]; options: { value: T; label: string }[]; onChange: (next: T[]) => void };

function Many<T extends string>({ label, value, options, onChange }: ManyProps<T>) {
  return (
    <Select
      mode="multiple"
      aria-label={label}
      placeholder={label}
      value={value}
      options={options}
      onChange={onChange}
      maxTagCount="responsive"
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      className="filter-many"
    />
  );
}
