import { Form, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Section } from '../page/section.tsx';
import { periodKinds } from '../words/values.ts';
import { useWordOptions } from '../words/word.tsx';

const sides = ['appeal', 'agency', 'escalate', 'supervisor'] as const;

/** What is assessed, and how long both sides have. */
export function DaysEditor() {
  const { t } = useTranslation('schemes');
  const options = useWordOptions();
  return (
    <Section title={t('rules.title')}>
      <p className="soft">{t('editor.daysHelp')}</p>
      <div className="spec-days">
        <Form.Item name={['spec', 'assessment', 'periods']} label={t('editor.periods')}>
          <Select mode="multiple" className="pick" options={options('PeriodKind', periodKinds)} />
        </Form.Item>
        <Form.Item name={['spec', 'assessment', 'commentDays']} label={t('editor.commentDays')}>
          <InputNumber min={1} precision={0} />
        </Form.Item>
        <Form.Item name={['spec', 'assessment', 'signDays']} label={t('editor.signDays')}>
          <InputNumber min={1} precision={0} />
        </Form.Item>
        <Form.Item name={['spec', 'assessment', 'days']} label={t('editor.dayKind')}>
          <Select
            allowClear
            className="pick"
            options={[
              { value: 'CALENDAR', label: t('rules.CALENDAR') },
              { value: 'WORKING', label: t('rules.WORKING') },
            ]}
          />
        </Form.Item>
      </div>
      <div className="spec-days">
        {sides.map((side) => (
          <Form.Item key={side} name={['spec', 'disputeDays', side]} label={t(`editor.${side}`)}>
            <InputNumber min={1} max={60} precision={0} />
          </Form.Item>
        ))}
      </div>
    </Section>
  );
}
