import { DatePicker, Form, Input } from 'antd';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { FormDialog } from '../form/form-dialog.tsx';
import { civilOf } from '../time/wall.ts';
import type { ContractFragment } from './contract.gql.ts';
import { CopyContractDocument } from './draft.gql.ts';

type Values = { number: string; name?: string; amount?: string; startsOn: Dayjs; endsOn: Dayjs };

/** A draft with the parties, systems and promises of this contract; number and period are new. */
export function CopyDialog({ contract, onClose }: { contract: ContractFragment; onClose: () => void }) {
  const { t } = useTranslation(['contracts', 'app']);
  const navigate = useNavigate();
  const required = [{ required: true, message: t('app:required') }];
  return (
    <FormDialog
      title={t('copy.title')}
      lead={t('copy.lead', { number: contract.number })}
      act={t('copy.do')}
      done={t('copy.done')}
      initial={{ name: contract.name, amount: contract.amount }}
      document={CopyContractDocument}
      pick={(data) => data.copyContract}
      variables={(values: Values) => ({
        input: {
          contractId: contract.id,
          number: values.number,
          name: values.name,
          amount: values.amount,
          startsOn: civilOf(values.startsOn),
          endsOn: civilOf(values.endsOn),
        },
      })}
      onClose={onClose}
      onDone={({ contract: drafted }) => {
        if (drafted) void navigate(`/contracts/${drafted.id}`);
      }}
    >
      <Form.Item name="number" label={t('field.number')} rules={required}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="name" label={t('field.name')}>
        <Input maxLength={200} />
      </Form.Item>
      <div className="field-row">
        <Form.Item name="startsOn" label={t('field.startsOn')} rules={required}>
          <DatePicker />
        </Form.Item>
        <Form.Item name="endsOn" label={t('field.endsOn')} rules={required}>
          <DatePicker />
        </Form.Item>
        <Form.Item name="amount" label={t('field.amount')}>
          <Input inputMode="decimal" prefix="¥" />
        </Form.Item>
      </div>
    </FormDialog>
  );
}
