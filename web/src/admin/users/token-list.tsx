import { Empty, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Actions } from '../../actions/actions.tsx';
import { useConfirm } from '../../form/confirm.ts';
import { useAct } from '../../form/send.ts';
import { CivilDate, Instant } from '../../time/instant.tsx';
import { RevokeAccessTokenDocument, type RevokeAccessTokenMutation } from './tokens.gql.ts';
import type { TokenRowFragment } from './user.gql.ts';

type Props = { tokens: readonly TokenRowFragment[]; onChanged: () => void };

const pick = (data: RevokeAccessTokenMutation) => data.revokeAccessToken;

/** The tokens of a service account that were not revoked; of their text only the end is known. */
export function TokenList({ tokens, onChanged }: Props) {
  const { t } = useTranslation('admin');
  const confirm = useConfirm();
  const { act, busy } = useAct(RevokeAccessTokenDocument, pick);

  async function revoke(token: TokenRowFragment) {
    const sure = await confirm({ title: t('tokens.revokeTitle', { name: token.name }), text: t('tokens.revokeText'), act: t('tokens.revoke'), danger: true });
    if (sure && (await act({ input: { accessTokenId: token.id } }))) onChanged();
  }

  if (tokens.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('tokens.none')} />;
  return (
    <Table<TokenRowFragment>
      size="small"
      aria-label={t('tokens.title')}
      rowKey="id"
      dataSource={[...tokens]}
      pagination={false}
      scroll={{ x: 'max-content' }}
      columns={[
        { title: t('tokens.purpose'), dataIndex: 'name' },
        { title: t('field.hint'), render: (_, token) => <span className="code">…{token.hint}</span> },
        { title: t('tokens.issuedAt'), render: (_, token) => <Instant at={token.issuedAt} /> },
        { title: t('field.expiresAt'), render: (_, token) => <Instant at={token.expiresAt} /> },
        { title: t('tokens.lastUsed'), render: (_, token) => (token.lastUsedOn ? <CivilDate date={token.lastUsedOn} /> : t('tokens.neverUsed')) },
        {
          title: t('actions'),
          align: 'end',
          render: (_, token) => (
            <Actions
              available={token.availableActions}
              offers={{ REVOKE_ACCESS_TOKEN: { label: t('tokens.revoke'), run: () => void revoke(token), danger: true, busy } }}
            />
          ),
        },
      ]}
    />
  );
}
