import { Form, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ScheduledReportKind } from '../gql/schema.ts';
import { ContractSelect } from '../party/contract-select.tsx';
import { AgencySelect, SystemSelect, VendorSelect } from '../party/pick.tsx';
import { metrics, priorities, ticketKinds } from '../words/values.ts';
import { useWordOptions } from '../words/word.tsx';
import { narrowedBy, pauseDimensions, scheduledKinds, slaDimensions, workloadDimensions } from './scheduled-report.ts';

/** Which report, narrowed to what, told apart by what. */
export function OrderedFields() {
  const { t } = useTranslation(['reports', 'app']);
  const options = useWordOptions();
  const form = Form.useFormInstance();
  const chosen: unknown = Form.useWatch('kind', form);
  const kind: ScheduledReportKind = scheduledKinds.find((one) => one === chosen) ?? 'SLA';
  const has = (name: (typeof narrowedBy)[ScheduledReportKind][number]) => narrowedBy[kind].includes(name);
  const isMonth = kind === 'CONTRACT_MONTH';
  const atMostTwo = { max: 2, type: 'array' as const, message: t('reports:atMostTwo') };
  return (
    <>
      <Form.Item name="kind" label={t('reports:schedules.report')}>
        <Select options={options('ScheduledReportKind', scheduledKinds)} />
      </Form.Item>
      {(kind === 'SLA' || kind === 'TIME') && (
        <Form.Item name="slaBy" label={t('reports:groupBy')} rules={[atMostTwo]}>
          <Select mode="multiple" maxCount={2} options={options('ReportDimension', slaDimensions)} />
        </Form.Item>
      )}
      {kind === 'WORKLOAD' && (
        <Form.Item name="workloadBy" label={t('reports:groupBy')} rules={[atMostTwo]}>
          <Select mode="multiple" maxCount={2} options={options('WorkloadDimension', workloadDimensions)} />
        </Form.Item>
      )}
      {kind === 'PAUSES' && (
        <Form.Item name="pausesBy" label={t('reports:groupBy')} rules={[atMostTwo]}>
          <Select mode="multiple" maxCount={2} options={options('PauseDimension', pauseDimensions)} />
        </Form.Item>
      )}
      {kind === 'FAULTS' && (
        <Form.Item name="atLeast" label={t('reports:faults.atLeast')} rules={[{ required: true, message: t('app:required') }]}>
          <InputNumber min={1} max={1_000} precision={0} />
        </Form.Item>
      )}
      {kind === 'FORECAST' && (
        <Form.Item name="horizonHours" label={t('reports:schedules.horizon')} rules={[{ required: true, message: t('app:required') }]}>
          <InputNumber min={1} max={720} precision={0} />
        </Form.Item>
      )}
      {has('agencyId') && (
        <Form.Item name={['narrowing', 'agencyId']} label={t('reports:agency')}>
          <AgencySelect allowClear placeholder={t('app:all')} />
        </Form.Item>
      )}
      {has('vendorId') && (
        <Form.Item name={['narrowing', 'vendorId']} label={t('reports:vendor')}>
          <VendorSelect allowClear placeholder={t('app:all')} />
        </Form.Item>
      )}
      <Form.Item
        name={['narrowing', 'contractId']}
        label={t('reports:contract')}
        rules={isMonth ? [{ required: true, message: t('app:required') }] : []}
      >
        <ContractSelect allowClear={!isMonth} />
      </Form.Item>
      {has('systemId') && (
        <Form.Item name={['narrowing', 'systemId']} label={t('reports:system')}>
          <SystemSelect allowClear placeholder={t('app:all')} />
        </Form.Item>
      )}
      {has('metric') && (
        <Form.Item name={['narrowing', 'metric']} label={t('reports:metric')}>
          <Select allowClear placeholder={t('app:all')} options={options('Metric', metrics)} />
        </Form.Item>
      )}
      {has('priority') && (
        <Form.Item name={['narrowing', 'priority']} label={t('reports:priority')}>
          <Select allowClear placeholder={t('app:all')} options={options('Priority', priorities)} />
        </Form.Item>
      )}
      {has('kind') && (
        <Form.Item name={['narrowing', 'kind']} label={t('reports:kind')}>
          <Select allowClear placeholder={t('app:all')} options={options('TicketKind', ticketKinds)} />
        </Form.Item>
      )}
    </>
  );
}
