import { Button, Descriptions } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Page } from '../page/page.tsx';
import { Section } from '../page/section.tsx';
import { useViewer } from '../session/viewer.tsx';
import { Word } from '../words/word.tsx';
import { PasswordForm } from './password-form.tsx';
import { Roles } from './roles.tsx';

/** Who one is here, and one's password. */
export default function AccountPage() {
  const { t } = useTranslation('account');
  const viewer = useViewer();
  return (
    <Page
      title={t('account.title')}
      actions={
        <Link to="/account/notifications">
          <Button>{t('notifications.title')}</Button>
        </Link>
      }
    >
      <Section title={t('person')}>
        <Descriptions
          size="small"
          column={{ xs: 1, md: 3 }}
          items={[
            { key: 'name', label: t('name'), children: viewer.user.name },
            { key: 'login', label: t('login'), children: viewer.user.login ?? '—' },
            { key: 'side', label: t('side'), children: <Word of="ActorSide" is={viewer.side} /> },
          ]}
        />
      </Section>
      <Section title={t('roles')}>
        <Roles />
      </Section>
      <Section title={t('password.title')}>
        <PasswordForm />
      </Section>
    </Page>
  );
}
