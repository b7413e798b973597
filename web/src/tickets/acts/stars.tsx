import { Form, Input, Rate } from 'antd';
import { useTranslation } from 'react-i18next';

/** One to five stars, each with its word, and a remark. */
export function Stars() {
  const { t } = useTranslation('tickets');
  const words = [t('act.rate.one'), t('act.rate.two'), t('act.rate.three'), t('act.rate.four'), t('act.rate.five')];
  const form = Form.useFormInstance();
  const stars: unknown = Form.useWatch('stars', form);
  return (
    <>
      <Form.Item label={t('act.rate.stars')} required>
        <Form.Item name="stars" noStyle rules={[{ required: true, message: t('act.missing', { field: t('act.rate.stars') }) }]}>
          <Rate tooltips={words.map((title) => ({ title }))} aria-label={t('act.rate.stars')} />
        </Form.Item>
        {typeof stars === 'number' && <span className="star-word">{words[stars - 1]}</span>}
      </Form.Item>
      <Form.Item label={t('act.rate.remark')} name="remark">
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
    </>
  );
}
