import { Form, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { FormDialog } from '../form/form-dialog.tsx';
import { ChecklistChoicesDocument, DrawReviewersDocument } from './reviews.gql.ts';

type Props = { subject: { contractId: string } | { amendmentId: string }; onClose: () => void; onDone: () => void };

/** Experts are drawn by lot; how, stands in the review for anybody to repeat. */
export function DrawDialog({ subject, onClose, onDone }: Props) {
  const { t } = useTranslation('contracts');
  const [query] = useQuery({ query: ChecklistChoicesDocument });
  return (
    <FormDialog
      title={t('draw.title')}
      lead={t('draw.lead')}
      act={t('draw.act')}
      done={t('draw.done')}
      initial={{ count: 3 }}
      document={DrawReviewersDocument}
      pick={(data) => data.drawReviewers}
      variables={(values: { count: number; checklistId?: string }) => ({ input: { ...subject, count: values.count, checklistId: values.checklistId } })}
      onClose={onClose}
      onDone={onDone}
    >
      <Form.Item name="count" label={t('draw.count')}>
        <Radio.Group optionType="button" options={[1, 3, 5, 7].map((count) => ({ value: count, label: String(count) }))} />
      </Form.Item>
      <Form.Item name="checklistId" label={t('draw.checklist')} extra={t('draw.checklistHelp')}>
        <Select
          allowClear
          options={(query.data?.reviewChecklists.nodes ?? []).map((one) => ({ value: one.id, label: t('review.checklistOf', { name: one.name, version: one.version }) }))}
        />
      </Form.Item>
    </FormDialog>
  );
}
