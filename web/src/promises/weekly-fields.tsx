import { Button, DatePicker, Flex, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { weekdays } from '../words/values.ts';
import { useWord } from '../words/word.tsx';
import { dayFields, sameOn, type WrittenWeek } from './hours-text.ts';

/** Office hours here, and round the clock; both are only where one begins to write. */
const officeHours = sameOn(dayFields.slice(0, 5), '08:00-12:00, 15:00-18:00');
const always = sameOn(dayFields, '00:00-24:00');

/** The hours of an ordinary week, from a day on. */
export function WeeklyFields() {
  const { t } = useTranslation(['promises', 'app']);
  const word = useWord();
  const form = Form.useFormInstance<{ week: WrittenWeek }>();
  return (
    <>
      <Form.Item name="effectiveFrom" label={t('weekly.effectiveFrom')} rules={[{ required: true, message: t('app:required') }]}>
        <DatePicker className="fill" />
      </Form.Item>
      <Form.Item label={t('weekly.title')} extra={t('weekly.help')} required>
        <Flex gap="small" wrap className="weekly-presets">
          <Button size="small" onClick={() => form.setFieldsValue({ week: officeHours })}>
            {t('weekly.office')}
          </Button>
          <Button size="small" onClick={() => form.setFieldsValue({ week: always })}>
            {t('weekly.always')}
          </Button>
        </Flex>
        {dayFields.map((day, at) => {
          const name = weekdays[at];
          return (
            <Form.Item key={day} name={['week', day]} label={name && word('Weekday', name)} layout="horizontal" labelCol={{ flex: '90px' }} className="weekly-day">
              <Input maxLength={200} placeholder={t('day.closed')} spellCheck={false} />
            </Form.Item>
          );
        })}
      </Form.Item>
    </>
  );
}
