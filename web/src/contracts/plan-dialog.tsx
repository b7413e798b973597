import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, DatePicker, Form, Input, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../form/form-dialog.tsx';
import type { MilestoneInput } from '../gql/schema.ts';
import { civilOf } from '../time/wall.ts';
import type { ContractFragment } from './contract.gql.ts';
import { type MilestoneFragment, SetPaymentPlanDocument } from './payments.gql.ts';

type Row = { number: number; name: string; requirement: string; due: 'DAY' | 'ACTIVE' | 'ACCEPTED'; dueOn?: Dayjs; share: 'AMOUNT' | 'PERCENT' | 'REST'; figure?: string };

type Props = { contract: ContractFragment; milestones: readonly MilestoneFragment[]; onClose: () => void; onDone: () => void };

function rowOf(milestone: MilestoneFragment): Row {
  return {
    number: milestone.number,
    name: milestone.name,
    requirement: milestone.requirement,
    due: milestone.dueOn ? 'DAY' : milestone.dueState === 'ACCEPTED' ? 'ACCEPTED' : 'ACTIVE',
    ...(milestone.dueOn ? { dueOn: dayjs(milestone.dueOn) } : {}),
    share: 'AMOUNT',
    figure: milestone.share,
  };
}

function inputOf(row: Row): MilestoneInput {
  return {
    number: row.number,
    name: row.name,
    requirement: row.requirement,
    dueOn: row.due === 'DAY' && row.dueOn ? civilOf(row.dueOn) : undefined,
    dueState: row.due === 'DAY' ? undefined : row.due,
    amount: row.share === 'AMOUNT' ? row.figure : undefined,
    percent: row.share === 'PERCENT' ? row.figure : undefined,
  };
}

/** Milestones that were accepted or paid stay; the others are written anew. */
export function PlanDialog({ contract, milestones, onClose, onDone }: Props) {
  const { t } = useTranslation(['contracts', 'app']);
  const fixed = milestones.filter((one) => one.state === 'ACCEPTED' || one.state === 'PAID');
  const open = milestones.filter((one) => !fixed.includes(one)).map(rowOf);
  const next = Math.max(0, ...milestones.map((one) => one.number)) + 1;
  const required = [{ required: true, message: t('app:required') }];
  return (
    <FormDialog
      title={t('plan.title')}
      lead={t('plan.lead')}
      act={t('app:save')}
      done={t('app:saved')}
      width={900}
      initial={{ milestones: open.length > 0 ? open : [{ number: next, name: '', requirement: '', due: 'DAY', share: 'REST' }] }}
      document={SetPaymentPlanDocument}
      pick={(data) => data.setPaymentPlan}
      variables={(values: { milestones: Row[] }) => ({ input: { contractId: contract.id, version: contract.version, milestones: values.milestones.map(inputOf) } })}
      onClose={onClose}
      onDone={onDone}
    >
      <Form.List name="milestones">
        {(rows, { add, remove }) => (
          <>
            {rows.map((row) => (
              <fieldset key={row.key} className="repeat">
                <legend>
                  <Form.Item name={[row.name, 'number']} noStyle>
                    <Input type="hidden" />
                  </Form.Item>
                  {t('plan.milestone', { number: row.name + 1 + fixed.length })}
                  <Button type="text" size="small" danger icon={<DeleteOutlined />} aria-label={t('app:delete')} onClick={() => remove(row.name)} />
                </legend>
                <div className="field-row">
                  <Form.Item name={[row.name, 'name']} label={t('plan.name')} rules={required}>
                    <Input maxLength={100} />
                  </Form.Item>
                  <Form.Item name={[row.name, 'due']} label={t('plan.due')}>
                    <Select
                      options={(['DAY', 'ACTIVE', 'ACCEPTED'] as const).map((due) => ({ value: due, label: t(`plan.dueOf.${due}`) }))}
                    />
                  </Form.Item>
                  <Form.Item noStyle dependencies={['milestones', row.name, 'due']}>
                    {({ getFieldValue }) =>
                      getFieldValue(['milestones', row.name, 'due']) === 'DAY' && (
                        <Form.Item name={[row.name, 'dueOn']} label={t('plan.day')} rules={required}>
                          <DatePicker />
                        </Form.Item>
                      )
                    }
                  </Form.Item>
                  <Form.Item name={[row.name, 'share']} label={t('plan.share')}>
                    <Select
                      options={(['AMOUNT', 'PERCENT', 'REST'] as const).map((share) => ({ value: share, label: t(`plan.shareOf.${share}`) }))}
                    />
                  </Form.Item>
                  <Form.Item noStyle dependencies={['milestones', row.name, 'share']}>
                    {({ getFieldValue }) =>
                      getFieldValue(['milestones', row.name, 'share']) !== 'REST' && (
                        <Form.Item name={[row.name, 'figure']} label={t('plan.figure')} rules={required}>
                          <Input inputMode="decimal" />
                        </Form.Item>
                      )
                    }
                  </Form.Item>
                </div>
                <Form.Item name={[row.name, 'requirement']} label={t('plan.requirement')} rules={required}>
                  <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={2000} />
                </Form.Item>
              </fieldset>
            ))}
            <Button icon={<PlusOutlined />} onClick={() => add({ number: next + rows.length, name: '', requirement: '', due: 'DAY', share: 'AMOUNT' })}>
              {t('plan.add')}
            </Button>
          </>
        )}
      </Form.List>
    </FormDialog>
  );
}
