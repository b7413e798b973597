import { UserOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { appearances, chooseAppearance, useAppearance } from '../app/appearance.ts';
import { useLanguage } from '../app/use-language.ts';
import { chooseLanguage } from '../app/words.ts';
import { useViewer } from '../session/viewer.tsx';
import { logOut } from '../session/tokens.ts';
import { useWord } from '../words/word.tsx';

export function ViewerMenu() {
  const { t } = useTranslation('app');
  const word = useWord();
  const language = useLanguage();
  const viewer = useViewer();
  const navigate = useNavigate();
  const appearance = useAppearance();
  const role = viewer.roles[0];
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectedKeys: [appearance],
        items: [
          { key: 'who', type: 'group', label: role ? `${viewer.user.name} · ${word('Role', role.role)}` : viewer.user.name },
          // The header has no room for it on a telephone.
          { key: 'language', label: language === 'zh' ? 'English' : '中文', onClick: () => void chooseLanguage(language === 'zh' ? 'en' : 'zh') },
          { key: 'account', label: t('viewer.account'), onClick: () => void navigate('/account') },
          { type: 'divider' },
          {
            key: 'appearance',
            type: 'group',
            label: t('appearance.name'),
            children: appearances.map((one) => ({ key: one, label: t(`appearance.${one}`), onClick: () => chooseAppearance(one) })),
          },
          { type: 'divider' },
          { key: 'out', label: t('viewer.logOut'), onClick: () => void logOut() },
        ],
      }}
    >
      <Button type="text" icon={<UserOutlined />} aria-label={t('viewer.menu', { name: viewer.user.name })}>
        <span className="viewer-name">{viewer.user.name}</span>
      </Button>
    </Dropdown>
  );
}
