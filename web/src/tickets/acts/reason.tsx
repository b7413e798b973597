import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';

type Props = {
  label: string;
  /** As the input's field is called. */
  name?: string;
  placeholder?: string;
  optional?: boolean;
  help?: string;
};

/** Why something is done, as nearly every act asks. */
export function Reason({ label, name = 'reason', placeholder, optional = false, help }: Props) {
  const { t } = useTranslation('tickets');
  return (
    <Form.Item
      label={label}
      name={name}
      extra={help}
      required={!optional}
      rules={optional ? [] : [{ required: true, whitespace: true, message: t('act.missing', { field: label }) }]}
    >
      <Input.TextArea rows={3} maxLength={2000} placeholder={placeholder} />
    </Form.Item>
  );
}
