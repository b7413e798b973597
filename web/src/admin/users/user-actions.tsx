import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Actions } from '../../actions/actions.tsx';
import { useConfirm } from '../../form/confirm.ts';
import { useAct } from '../../form/send.ts';
import { useUndo } from '../../form/undo.tsx';
import { AddExpert } from '../experts/expert-dialogs.tsx';
import { oneTimePassword } from './one-time-password.ts';
import { ShownOnce } from './shown-once.tsx';
import { ResetPasswordDocument, type ResetPasswordMutation, SetUserActiveDocument, type SetUserActiveMutation, type UserRecordFragment } from './user.gql.ts';

type Props = { user: UserRecordFragment; onGrant: () => void; onIssue: () => void; onChanged: () => void };

const pickReset = (data: ResetPasswordMutation) => data.resetPassword;
const pickActive = (data: SetUserActiveMutation) => data.setUserActive;

export function UserActions({ user, onGrant, onIssue, onChanged }: Props) {
  const { t } = useTranslation('admin');
  const { message } = App.useApp();
  const confirm = useConfirm();
  const undo = useUndo();
  const reset = useAct(ResetPasswordDocument, pickReset);
  const activate = useAct(SetUserActiveDocument, pickActive);
  const [password, setPassword] = useState<string>();
  const [listing, setListing] = useState(false);

  async function resetPassword() {
    const sure = await confirm({ title: t('user.resetTitle', { name: user.name }), text: t('user.resetText'), act: t('user.reset') });
    if (!sure) return;
    const made = oneTimePassword();
    if (await reset.act({ input: { userId: user.id, password: made } })) setPassword(made);
  }

  async function setActive(active: boolean) {
    if (!active) {
      const sure = await confirm({ title: t('user.lockTitle', { name: user.name }), text: t('user.lockText'), act: t('user.lock'), danger: true });
      if (!sure) return;
    }
    const done = await activate.act({ input: { userId: user.id, active, expectedVersion: user.version } });
    if (!done) return;
    onChanged();
    if (active) void message.success(t('user.unlocked'));
    else undo(t('user.locked'), () => void activate.act({ input: { userId: user.id, active: true } }).then(onChanged));
  }

  return (
    <>
      <Actions
        available={user.availableActions}
        offers={{
          GRANT_ROLE: { label: t('grant.title'), run: onGrant, primary: true },
          ISSUE_ACCESS_TOKEN: { label: t('tokens.issue'), run: onIssue },
          RESET_PASSWORD: { label: t('user.reset'), run: () => void resetPassword(), busy: reset.busy },
          SET_USER_ACTIVE: user.active
            ? { label: t('user.lock'), run: () => void setActive(false), danger: true, busy: activate.busy }
            : { label: t('user.unlock'), run: () => void setActive(true), busy: activate.busy },
          ADD_EXPERT: { label: t('experts.add'), run: () => setListing(true), rare: true },
        }}
      />
      {password && (
        <ShownOnce title={t('user.newPassword')} text={t('users.firstPasswordText', { name: user.name })} secret={password} onClose={() => setPassword(undefined)} />
      )}
      {listing && <AddExpert user={user} onClose={() => setListing(false)} onDone={onChanged} />}
    </>
  );
}
