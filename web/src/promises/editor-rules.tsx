import { Checkbox, Form, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { PauseReason } from '../gql/schema.ts';
import { useWordOptions } from '../words/word.tsx';

const pauseReasons = [
  'AWAITING_AGENCY',
  'AWAITING_REQUESTER',
  'THIRD_PARTY',
  'CHANGE_WINDOW',
  'MAINTENANCE',
  'FORCE_MAJEURE',
  'VENDOR_INTERNAL',
] as const satisfies readonly PauseReason[];

/** What holds beside the targets. */
export function EditorRules() {
  const { t } = useTranslation('promises');
  const options = useWordOptions();
  const limits: unknown = Form.useWatch('limitPauses');
  return (
    <>
      <div className="editor-grid">
        <Form.Item name="clockStart" label={t('rules.clockStart')}>
          <Select options={options('ClockStart', ['RAISED_AT', 'ASSIGNED_AT'])} />
        </Form.Item>
        <Form.Item name="priorityRule" label={t('rules.priorityRule')}>
          <Select options={options('PriorityRule', ['FROM_CHANGE', 'RETROACTIVE', 'PROPORTIONAL'])} popupMatchSelectWidth={false} />
        </Form.Item>
        <Form.Item name="reopening" label={t('rules.reopening')}>
          <Select options={options('Reopening', ['NEW_CYCLE', 'CONTINUE'])} />
        </Form.Item>
        <Form.Item name="windowDays" label={t('editor.window')}>
          <InputNumber min={1} precision={0} className="fill" placeholder={t('rules.noLimit')} />
        </Form.Item>
      </div>
      <Form.Item name="limitPauses" valuePropName="checked">
        <Checkbox>{t('editor.limitPauses')}</Checkbox>
      </Form.Item>
      {limits === true && (
        <div className="editor-grid">
          <Form.Item name="decidedBy" label={t('rules.decidedBy')}>
            <Select options={options('PauseDecider', ['EITHER', 'AGENCY_OPERATOR', 'CONTRACT_MANAGER'])} />
          </Form.Item>
          <Form.Item name="mostPerTicket" label={t('rules.most')}>
            <InputNumber min={0} precision={0} className="fill" placeholder={t('rules.noLimit')} />
          </Form.Item>
          <Form.Item name="longestHours" label={t('editor.longestHours')}>
            <InputNumber min={0} className="fill" placeholder={t('rules.noLimit')} />
          </Form.Item>
          <Form.Item name="reasons" label={t('rules.reasons')} className="editor-wide">
            <Select mode="multiple" allowClear placeholder={t('rules.anyReason')} options={options('PauseReason', pauseReasons)} />
          </Form.Item>
        </div>
      )}
    </>
  );
}
