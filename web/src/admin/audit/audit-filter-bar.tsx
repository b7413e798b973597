import { DatePicker, Select, Tag } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { FilterBar } from '../../list/filter-bar.tsx';
import { SearchField } from '../../list/search-field.tsx';
import { civilOf } from '../../time/wall.ts';
import { jobs, useJobWords } from '../jobs/job-words.ts';
import { actionGroups, objectTypes } from './audit-words.ts';
import { type AuditValues, withoutObject } from './audit-values.ts';

type Props = { values: AuditValues; set: (change: Partial<AuditValues>) => void; reset: () => void };

export function AuditFilterBar({ values, set, reset }: Props) {
  const { t } = useTranslation('admin');
  const { job } = useJobWords();
  return (
    <FilterBar onReset={reset}>
      <DatePicker.RangePicker
        aria-label={t('audit.days')}
        allowEmpty={[true, true]}
        value={[values.from ? dayjs(values.from) : null, values.until ? dayjs(values.until) : null]}
        onChange={(days) => set({ from: days?.[0] ? civilOf(days[0]) : undefined, until: days?.[1] ? civilOf(days[1]) : undefined })}
      />
      <SearchField label={t('audit.byWhom')} value={values.by} onChange={(by) => set({ by, job: undefined })} />
      <Select
        className="pick"
        aria-label={t('audit.action')}
        placeholder={t('audit.action')}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={values.action}
        options={actionGroups.map((value) => ({ value, label: t(`object.${value}`) }))}
        onChange={(action) => set({ action })}
      />
      <Select
        className="pick"
        aria-label={t('audit.objectType')}
        placeholder={t('audit.objectType')}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={values.objectType}
        options={objectTypes.map((value) => ({ value, label: t(`object.${value}`) }))}
        onChange={(objectType) => set({ objectType })}
      />
      <Select
        className="pick"
        aria-label={t('audit.job')}
        placeholder={t('audit.job')}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        value={values.job}
        options={jobs.map((value) => ({ value, label: job(value) }))}
        onChange={(chosen) => set({ job: chosen, by: undefined })}
      />
      {values.objectId && (
        <Tag closable onClose={() => set(withoutObject)}>
          {t('audit.onlyObject', { name: values.objectName ?? t('record') })}
        </Tag>
      )}
    </FilterBar>
  );
}
