import { DatePicker, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { useName } from '../party/name.tsx';
import { AgencySelect, VendorSelect } from '../party/pick.tsx';
import { PolicyChoicesDocument, SchemeChoicesDocument } from './draft.gql.ts';
import { SystemsField } from './systems-field.tsx';

function useRequired() {
  const { t } = useTranslation('app');
  return [{ required: true, message: t('required') }];
}

export function PartiesFields({ isEdit }: { isEdit: boolean }) {
  const { t } = useTranslation('contracts');
  const required = useRequired();
  return (
    <>
      <div className="field-row">
        <Form.Item name="number" label={t('field.number')} rules={required}>
          <Input maxLength={100} disabled={isEdit} />
        </Form.Item>
        <Form.Item name="name" label={t('field.name')} rules={required}>
          <Input maxLength={200} />
        </Form.Item>
      </div>
      <div className="field-row">
        <Form.Item name="agencyId" label={t('field.agency')} rules={required}>
          <AgencySelect disabled={isEdit} />
        </Form.Item>
        <Form.Item name="vendorId" label={t('field.vendor')} rules={required}>
          <VendorSelect />
        </Form.Item>
      </div>
      <div className="field-row">
        <Form.Item name="startsOn" label={t('field.startsOn')} rules={required}>
          <DatePicker />
        </Form.Item>
        <Form.Item name="endsOn" label={t('field.endsOn')} rules={required}>
          <DatePicker />
        </Form.Item>
        <Form.Item name="amount" label={t('field.amount')} rules={required}>
          <Input inputMode="decimal" prefix="¥" />
        </Form.Item>
      </div>
    </>
  );
}

export function PromiseFields() {
  const { t } = useTranslation('contracts');
  const required = useRequired();
  const name = useName();
  const [policies] = useQuery({ query: PolicyChoicesDocument });
  const [schemes] = useQuery({ query: SchemeChoicesDocument });
  return (
    <>
      <Form.Item name="policyId" label={t('field.policy')} rules={required} extra={t('draft.policyHelp')}>
        <Select
          loading={policies.fetching}
          options={(policies.data?.policies.nodes ?? []).map((policy) => ({
            value: policy.id,
            label: policy.name,
            disabled: policy.published === null,
            second: policy.owner ? name(policy.owner) : '',
          }))}
          optionRender={(option) => (
            <span className="pick-option">
              {option.label}
              <small>{option.data.disabled ? t('draft.unpublished') : option.data.second}</small>
            </span>
          )}
        />
      </Form.Item>
      <Form.Item name="schemeId" label={t('field.scheme')} extra={t('draft.schemeHelp')}>
        <Select
          allowClear
          loading={schemes.fetching}
          options={(schemes.data?.scoringSchemes.nodes ?? []).map((scheme) => ({
            value: scheme.id,
            label: t('review.checklistOf', { name: scheme.name, version: scheme.version }),
          }))}
        />
      </Form.Item>
    </>
  );
}

export function ScopeFields({ agencyId }: { agencyId: string | undefined }) {
  const { t } = useTranslation('contracts');
  return (
    <Form.Item name="systemIds" label={t('systems.title')} extra={t('draft.systemsHelp')}>
      <SystemsField agencyId={agencyId} />
    </Form.Item>
  );
}
