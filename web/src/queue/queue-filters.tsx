import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { FilterBar } from '../list/filter-bar.tsx';
import { SystemSelect } from '../party/pick.tsx';
import { priorities, ticketKinds } from '../words/values.ts';
import { useWordOptions } from '../words/word.tsx';
import { type QueueValues, states } from './filters.ts';
import { QueueTeamsDocument } from './queue.gql.ts';

type Props = { values: QueueValues; set: (change: Partial<QueueValues>) => void; onReset: () => void };

export function QueueFilters({ values, set, onReset }: Props) {
  const { t } = useTranslation('queue');
  const options = useWordOptions();
  const [teams] = useQuery({ query: QueueTeamsDocument });
  const known = teams.data?.vendorTeams.nodes ?? [];
  return (
    <FilterBar onReset={onReset}>
      {known.length > 0 && (
        <Select
          aria-label={t('filter.team')}
          placeholder={t('filter.team')}
          allowClear
          value={values.team}
          onChange={(team?: string) => set({ team })}
          options={known.map((team) => ({ value: team.id, label: team.name }))}
          popupMatchSelectWidth={false}
          className="queue-select"
        />
      )}
      <Select
        mode="multiple"
        maxTagCount="responsive"
        aria-label={t('filter.state')}
        placeholder={t('filter.state')}
        value={values.state}
        onChange={(state) => set({ state })}
        options={options('TicketState', states)}
        className="queue-select"
      />
      <Select
        mode="multiple"
        maxTagCount="responsive"
        aria-label={t('filter.priority')}
        placeholder={t('filter.priority')}
        value={values.priority}
        onChange={(priority) => set({ priority })}
        options={options('Priority', priorities)}
        className="queue-select"
      />
      <Select
        mode="multiple"
        maxTagCount="responsive"
        aria-label={t('filter.kind')}
        placeholder={t('filter.kind')}
        value={values.kind}
        onChange={(kind) => set({ kind })}
        options={options('TicketKind', ticketKinds)}
        className="queue-select"
      />
      <SystemSelect aria-label={t('filter.system')} allowClear value={values.system} onChange={(system) => set({ system })} />
    </FilterBar>
  );
}
