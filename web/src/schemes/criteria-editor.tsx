import { MinusCircleOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../app/use-language.ts';
import { decimalOf } from '../exact/exact.tsx';
import { formatNumber } from '../money/money.tsx';
import { Section } from '../page/section.tsx';
import { useWordOptions } from '../words/word.tsx';
import { type Criterion, formulas, groups } from './scheme-spec.ts';

/** The sum of what is written so far, for the eye; whether it is a hundred is for the API to say. */
function Weights() {
  const { t } = useTranslation('schemes');
  const language = useLanguage();
  const form = Form.useFormInstance<{ spec: { criteria: Criterion[] } }>();
  const criteria = Form.useWatch(['spec', 'criteria'], form);
  const sum = Array.isArray(criteria) ? criteria.reduce((all, one) => all + (decimalOf(one.weight || '') || 0), 0) : 0;
  return (
    <span className="soft" role="status">
      {t('editor.weights', { sum: formatNumber(sum, language, { maximumFractionDigits: 2 }) })}
    </span>
  );
}

export function CriteriaEditor() {
  const { t } = useTranslation(['schemes', 'app']);
  const options = useWordOptions();
  const required = [{ required: true, message: t('app:required') }];
  return (
    <Section title={t('criteria.title')} actions={<Weights />}>
      <Form.List name={['spec', 'criteria']}>
        {(rows, { add, remove }, { errors }) => (
          <>
            {rows.map((row, at) => (
              <div key={row.key} className="spec-row spec-criterion">
                <Form.Item name={[row.name, 'code']} label={t('field.code')} rules={required}>
                  <Input maxLength={40} />
                </Form.Item>
                <Form.Item name={[row.name, 'name', 'zh']} label={t('editor.nameZh')} rules={required}>
                  <Input />
                </Form.Item>
                <Form.Item name={[row.name, 'name', 'en']} label={t('editor.nameEn')} rules={required}>
                  <Input />
                </Form.Item>
                <Form.Item name={[row.name, 'group']} label={t('editor.group')} rules={required}>
                  <Select options={groups.map((one) => ({ value: one, label: t(`group.${one}`) }))} popupMatchSelectWidth={false} />
                </Form.Item>
                <Form.Item name={[row.name, 'formula']} label={t('criteria.formula')} rules={required}>
                  <Select options={options('ScoringFormula', formulas)} popupMatchSelectWidth={false} />
                </Form.Item>
                <Form.Item name={[row.name, 'weight']} label={t('criteria.weight')} rules={required}>
                  <Input />
                </Form.Item>
                <Form.Item name={[row.name, 'target']} label={t('criteria.target')} rules={required}>
                  <Input placeholder="0.98" />
                </Form.Item>
                <Form.Item name={[row.name, 'floor']} label={t('criteria.floor')} rules={required}>
                  <Input placeholder="0.8" />
                </Form.Item>
                <Button
                  type="text"
                  className="spec-remove"
                  icon={<MinusCircleOutlined />}
                  aria-label={t('editor.removeCriterion', { number: at + 1 })}
                  onClick={() => remove(row.name)}
                />
                <Steps name={row.name} />
              </div>
            ))}
            <Form.ErrorList errors={errors} />
            <Button type="dashed" block icon={<PlusOutlined />} onClick={() => add({ formula: 'RESPOND_IN_TIME', group: 'RESPONSIVENESS' })}>
              {t('editor.addCriterion')}
            </Button>
          </>
        )}
      </Form.List>
    </Section>
  );
}

/** What a criterion gives between floor and target; without steps it is linear. */
function Steps({ name }: { name: number }) {
  const { t } = useTranslation('schemes');
  return (
    <Form.List name={[name, 'steps']}>
      {(rows, { add, remove }) => (
        <div className="spec-steps">
          {rows.map((row, at) => (
            <span key={row.key} className="spec-steps">
              <Form.Item name={[row.name, 'from']} label={t('editor.stepFrom')}>
                <Input style={{ width: 90 }} />
              </Form.Item>
              <Form.Item name={[row.name, 'points']} label={t('editor.stepPoints')}>
                <Input style={{ width: 90 }} />
              </Form.Item>
              <Button
                type="text"
                className="spec-remove"
                icon={<MinusCircleOutlined />}
                aria-label={t('editor.removeStep', { number: at + 1 })}
                onClick={() => remove(row.name)}
              />
            </span>
          ))}
          <Button type="link" size="small" onClick={() => add({})}>
            {t('editor.addStep')}
          </Button>
        </div>
      )}
    </Form.List>
  );
}
