import { Form, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FileFormat, FileLanguage, ReportCadence, Weekday } from '../gql/schema.ts';
import { fileFormats, weekdays } from '../words/values.ts';
import { useWordOptions } from '../words/word.tsx';

export type DeliveryFields = {
  format: FileFormat;
  language: FileLanguage;
  every: ReportCadence;
  cadence: { dayOfMonth: number; weekday: Weekday };
  hour: number;
};

const languages = ['ZH', 'EN'] as const satisfies readonly FileLanguage[];
const upTo = (count: number, first: number) => Array.from({ length: count }, (_, at) => at + first);

/** As what and when a report comes. */
export function DeliveryTimes() {
  const { t } = useTranslation('reports');
  const options = useWordOptions();
  const form = Form.useFormInstance();
  const every: unknown = Form.useWatch('every', form);
  return (
    <>
      <div className="field-pair">
        <Form.Item name="format" label={t('schedules.format')}>
          <Select options={options('FileFormat', fileFormats)} />
        </Form.Item>
        <Form.Item name="language" label={t('schedules.language')}>
          <Select options={options('FileLanguage', languages)} />
        </Form.Item>
      </div>
      <Form.Item name="every" label={t('schedules.cadence')} extra={every === 'WEEKLY' ? t('schedules.weeklyCovers') : t('schedules.monthlyCovers')}>
        <Radio.Group optionType="button" options={options('ReportCadence', ['MONTHLY', 'WEEKLY'])} />
      </Form.Item>
      <div className="field-pair">
        {every === 'WEEKLY' ? (
          <Form.Item name={['cadence', 'weekday']} label={t('schedules.weekday')}>
            <Select options={options('Weekday', weekdays)} />
          </Form.Item>
        ) : (
          <Form.Item name={['cadence', 'dayOfMonth']} label={t('schedules.dayOfMonth')}>
            <Select options={upTo(28, 1).map((day) => ({ value: day, label: t('schedules.day', { day }) }))} />
          </Form.Item>
        )}
        <Form.Item name="hour" label={t('schedules.hour')}>
          <Select options={upTo(24, 0).map((hour) => ({ value: hour, label: `${String(hour).padStart(2, '0')}:00` }))} />
        </Form.Item>
      </div>
    </>
  );
}
