import { Checkbox, DatePicker, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../app/use-language.ts';
import { SERVICE_ZONE, zoneName } from '../time/format.ts';
import './work.css';

/** When it happened, if not now, and why it is written down only now: the API says when it wants the reason. */
export function Occurred() {
  const { t } = useTranslation('work');
  const language = useLanguage();
  const earlier = Form.useWatch<boolean | undefined>('earlier');
  return (
    <>
      <Form.Item name="earlier" valuePropName="checked" className="act-earlier">
        <Checkbox>{t('late.earlier')}</Checkbox>
      </Form.Item>
      {earlier && (
        <>
          <Form.Item
            name="occurredAt"
            label={t('late.at')}
            extra={t('late.zone', { zone: zoneName(SERVICE_ZONE, language) })}
            rules={[{ required: true, message: t('missing', { field: t('late.at') }) }]}
          >
            <DatePicker showTime={{ format: 'HH:mm:ss' }} className="fill" />
          </Form.Item>
          <Form.Item name="lateReason" label={t('late.reason')} extra={t('late.why')}>
            <Input.TextArea rows={2} maxLength={2000} />
          </Form.Item>
        </>
      )}
    </>
  );
}
