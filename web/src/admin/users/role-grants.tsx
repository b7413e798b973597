import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Actions } from '../../actions/actions.tsx';
import { useConfirm } from '../../form/confirm.ts';
import { useAct } from '../../form/send.ts';
import { Name } from '../../party/name.tsx';
import { Instant } from '../../time/instant.tsx';
import { useWord, Word } from '../../words/word.tsx';
import { useHasEnded } from './held-roles.tsx';
import { type GrantRowFragment, WithdrawRoleDocument, type WithdrawRoleMutation } from './user.gql.ts';

type Props = { grants: readonly GrantRowFragment[]; version: number | null; onChanged: () => void };

const pick = (data: WithdrawRoleMutation) => data.withdrawRole;

/** Every role that was, is or will be held, the latest first. */
export function RoleGrants({ grants, version, onChanged }: Props) {
  const { t } = useTranslation('admin');
  const word = useWord();
  const confirm = useConfirm();
  const ended = useHasEnded();
  const { act, busy } = useAct(WithdrawRoleDocument, pick);

  async function withdraw(grant: GrantRowFragment) {
    const sure = await confirm({
      title: t('grant.withdrawTitle', { role: word('Role', grant.role) }),
      text: t('grant.withdrawText'),
      act: t('grant.withdraw'),
      danger: true,
    });
    if (sure && (await act({ input: { grantId: grant.id, expectedVersion: version } }))) onChanged();
  }

  return (
    <Table<GrantRowFragment>
      size="small"
      aria-label={t('users.roles')}
      rowKey="id"
      dataSource={[...grants].sort((a, b) => b.validFrom.localeCompare(a.validFrom))}
      pagination={false}
      locale={{ emptyText: t('users.noRole') }}
      scroll={{ x: 'max-content' }}
      rowClassName={(grant) => (ended(grant) ? 'grant-ended' : '')}
      columns={[
        { title: t('field.role'), render: (_, grant) => <Word of="Role" is={grant.role} /> },
        { title: t('grant.where'), render: (_, grant) => (grant.agency ?? grant.vendor ? <Name of={grant.agency ?? grant.vendor} /> : t('grant.platform')) },
        { title: t('field.validFrom'), render: (_, grant) => <Instant at={grant.validFrom} /> },
        { title: t('field.validUntil'), render: (_, grant) => (grant.validUntil ? <Instant at={grant.validUntil} /> : t('grant.open')) },
        {
          title: t('actions'),
          align: 'end',
          render: (_, grant) =>
            ended(grant) ? (
              <span className="soft">{t('grant.ended')}</span>
            ) : (
              <Actions available={grant.availableActions} offers={{ WITHDRAW_ROLE: { label: t('grant.withdraw'), run: () => void withdraw(grant), busy } }} />
            ),
        },
      ]}
    />
  );
}
