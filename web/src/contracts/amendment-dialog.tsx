import { DatePicker, Form, Input, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { FormDialog } from '../form/form-dialog.tsx';
import { civilOf } from '../time/wall.ts';
import { CreateAmendmentDocument, type TermsFragment } from './amendments.gql.ts';
import type { ContractFragment } from './contract.gql.ts';
import { PolicyChoicesDocument, SchemeChoicesDocument } from './draft.gql.ts';
import { quotaInputs, QuotaRows, type QuotaRow } from './quota-rows.tsx';
import { SystemsField } from './systems-field.tsx';

type Values = {
  effectiveOn: Dayjs;
  endsOn: Dayjs;
  amount: string;
  policyId?: string;
  schemeId?: string;
  systemIds: string[];
  quotas?: QuotaRow[];
  reason: string;
};

type Props = { contract: ContractFragment; terms: TermsFragment; systemIds: readonly string[]; onClose: () => void; onDone: () => void };

/** The form begins with what holds; only what is changed there is sent. */
export function AmendmentDialog({ contract, terms, systemIds, onClose, onDone }: Props) {
  const { t } = useTranslation(['contracts', 'app']);
  const [policies] = useQuery({ query: PolicyChoicesDocument });
  const [schemes] = useQuery({ query: SchemeChoicesDocument });
  const required = [{ required: true, message: t('app:required') }];

  function inputOf(values: Values) {
    const endsOn = civilOf(values.endsOn);
    const isSameSystems = values.systemIds.length === systemIds.length && systemIds.every((id) => values.systemIds.includes(id));
    return {
      contractId: contract.id,
      version: contract.version,
      effectiveOn: civilOf(values.effectiveOn),
      reason: values.reason,
      endsOn: endsOn === terms.endsOn ? undefined : endsOn,
      amount: values.amount === terms.amount ? undefined : values.amount,
      policyId: values.policyId === terms.policy?.id ? undefined : values.policyId,
      schemeId: values.schemeId === terms.schemeId ? undefined : values.schemeId,
      systemIds: isSameSystems ? undefined : values.systemIds,
      quotas: values.quotas && values.quotas.length > 0 ? quotaInputs(values.quotas) : undefined,
    };
  }

  return (
    <FormDialog
      title={t('amendment.draft')}
      lead={t('amendment.draftLead')}
      act={t('amendment.draft')}
      done={t('amendment.draftDone')}
      width={760}
      initial={{ endsOn: dayjs(terms.endsOn), amount: terms.amount, policyId: terms.policy?.id, schemeId: terms.schemeId, systemIds }}
      document={CreateAmendmentDocument}
      pick={(data) => data.createContractAmendment}
      variables={(values: Values) => ({ input: inputOf(values) })}
      onClose={onClose}
      onDone={onDone}
    >
      <div className="field-row">
        <Form.Item name="effectiveOn" label={t('amendment.effectiveOn')} rules={required}>
          <DatePicker />
        </Form.Item>
        <Form.Item name="endsOn" label={t('field.endsOn')} rules={required}>
          <DatePicker />
        </Form.Item>
        <Form.Item name="amount" label={t('field.amount')} rules={required}>
          <Input inputMode="decimal" prefix="¥" />
        </Form.Item>
      </div>
      <div className="field-row">
        <Form.Item name="policyId" label={t('field.policy')}>
          <Select options={(policies.data?.policies.nodes ?? []).map((one) => ({ value: one.id, label: one.name }))} />
        </Form.Item>
        <Form.Item name="schemeId" label={t('field.scheme')}>
          <Select
            options={(schemes.data?.scoringSchemes.nodes ?? []).map((one) => ({ value: one.id, label: t('review.checklistOf', { name: one.name, version: one.version }) }))}
          />
        </Form.Item>
      </div>
      <Form.Item name="systemIds" label={t('systems.title')}>
        <SystemsField agencyId={contract.agency.id} />
      </Form.Item>
      <Form.Item label={t('tab.quotas')} extra={t('amendment.quotasHelp')}>
        <QuotaRows />
      </Form.Item>
      <Form.Item name="reason" label={t('field.reason')} rules={[{ required: true, whitespace: true, message: t('app:required') }]}>
        <Input.TextArea rows={2} maxLength={2000} showCount />
      </Form.Item>
    </FormDialog>
  );
}
