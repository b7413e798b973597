import { Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { WorkEngineersDocument } from './work.gql.ts';

/** Somebody of the vendor, or nobody: its queue. */
export function EngineerField({ vendorId }: { vendorId: string }) {
  const { t } = useTranslation('work');
  const [query] = useQuery({ query: WorkEngineersDocument, variables: { vendorId } });
  return (
    <Form.Item name="engineerId" label={t('assign.who')} extra={t('assign.emptyIsQueue')}>
      <Select
        allowClear
        placeholder={t('assign.queue')}
        loading={query.fetching}
        showSearch={{ optionFilterProp: 'label' }}
        options={(query.data?.vendorEngineers.nodes ?? []).map((one) => ({ value: one.user.id, label: t('assign.person', { name: one.user.name, open: one.openTickets }) }))}
      />
    </Form.Item>
  );
}
