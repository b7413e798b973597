import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { QuotaInput, QuotaKind, QuotaPeriod } from '../gql/schema.ts';
import { useWordOptions } from '../words/word.tsx';

export type QuotaRow = { kind: QuotaKind; period: QuotaPeriod; amount: number };

const kinds: readonly QuotaKind[] = ['VISITS', 'HOURS'];
const periods: readonly QuotaPeriod[] = ['CONTRACT', 'YEAR', 'MONTH'];

/** People agree on hours; the API counts minutes. */
export function quotaRows(quotas: readonly QuotaRow[]): QuotaRow[] {
  return quotas.map(({ kind, period, amount }) => ({ kind, period, amount: kind === 'HOURS' ? amount / 60 : amount }));
}

export function quotaInputs(rows: readonly QuotaRow[] | undefined): QuotaInput[] {
  return (rows ?? []).map(({ kind, period, amount }) => ({ kind, period, amount: kind === 'HOURS' ? Math.round(amount * 60) : amount }));
}

/** Rows of a form list named `quotas`. */
export function QuotaRows() {
  const { t } = useTranslation(['contracts', 'app']);
  const options = useWordOptions();
  const required = [{ required: true, message: t('app:required') }];
  return (
    <Form.List name="quotas">
      {(rows, { add, remove }) => (
        <>
          {rows.map((row) => (
            <div key={row.key} className="field-row">
              <Form.Item name={[row.name, 'kind']} label={t('quota.kind')} rules={required}>
                <Select options={options('QuotaKind', kinds)} />
              </Form.Item>
              <Form.Item name={[row.name, 'period']} label={t('quota.period')} rules={required}>
                <Select options={options('QuotaPeriod', periods)} />
              </Form.Item>
              <Form.Item name={[row.name, 'amount']} label={t('quota.amount')} rules={required}>
                <InputNumber
                  min={1}
                  className="fill"
                  suffix={<Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t('app:delete')} onClick={() => remove(row.name)} />}
                />
              </Form.Item>
            </div>
          ))}
          <Button icon={<PlusOutlined />} onClick={() => add({ kind: 'VISITS', period: 'YEAR' })}>
            {t('quota.add')}
          </Button>
        </>
      )}
    </Form.List>
  );
}
