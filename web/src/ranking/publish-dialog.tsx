import { Checkbox, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { Problems, useSendForm } from '../form/send-form.tsx';
import { useName } from '../party/name.tsx';
import { PickAgenciesDocument } from '../party/party.gql.ts';
import { PublishRankingDocument, type RankingHeadFragment } from './ranking.gql.ts';

type Fields = { agencyIds: string[]; public: boolean; note?: string };

/** To whom a ranking goes out. To everybody is not taken back. */
export function PublishDialog({ ranking, open, onClose }: { ranking: RankingHeadFragment; open: boolean; onClose: () => void }) {
  const { t } = useTranslation(['ranking', 'app']);
  const name = useName();
  const [form] = Form.useForm<Fields>();
  const [search, setSearch] = useState('');
  const [query] = useQuery({ query: PickAgenciesDocument, variables: { search: search.trim() || undefined }, pause: !open });
  const { submit, busy, problems } = useSendForm(form, PublishRankingDocument, (data) => data.publishRanking);

  async function send(fields: Fields) {
    const { agencyIds } = fields;
    const note = fields.note?.trim();
    const payload = await submit({ input: { rankingId: ranking.id, expectedVersion: ranking.version, agencyIds, public: fields.public, note: note === '' ? undefined : note } });
    if (payload) onClose();
  }

  return (
    <Modal
      open={open}
      title={t('ranking:publish.title')}
      okText={t('ranking:publish.do')}
      cancelText={t('app:cancel')}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
      destroyOnHidden
    >
      <Form form={form} layout="vertical" preserve={false} initialValues={{ agencyIds: [], public: ranking.public }} onFinish={(fields) => void send(fields)}>
        <Form.Item name="agencyIds" label={t('ranking:publish.agencies')} extra={t('ranking:publish.agenciesWhy')}>
          <Select
            mode="multiple"
            showSearch={{ filterOption: false, onSearch: setSearch, searchValue: search }}
            loading={query.fetching}
            options={(query.data?.agencies.nodes ?? []).map((one) => ({ value: one.id, label: name(one) }))}
          />
        </Form.Item>
        <Form.Item name="public" valuePropName="checked" extra={t('ranking:publish.publicWhy')}>
          <Checkbox disabled={ranking.public}>{t('ranking:publish.public')}</Checkbox>
        </Form.Item>
        <Form.Item name="note" label={t('ranking:publish.note')} extra={t('ranking:publish.noteWhy')}>
          <Input.TextArea rows={3} maxLength={2000} showCount />
        </Form.Item>
      </Form>
      <Problems of={problems} />
    </Modal>
  );
}
