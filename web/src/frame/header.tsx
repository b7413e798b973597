import { BellOutlined, MenuOutlined } from '@ant-design/icons';
import { Button, Flex, Layout, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLine } from '../session/line.ts';
import { useViewer } from '../session/viewer.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { SearchBox } from './search-box.tsx';
import { ViewerMenu } from './viewer-menu.tsx';

const MOST_SHOWN = 99;

export function Header({ onMenu }: { onMenu: (() => void) | undefined }) {
  const { t } = useTranslation('app');
  const viewer = useViewer();
  const line = useLine();
  return (
    <Layout.Header className="console-head">
      <Flex align="center" gap="small" className="fill">
        {onMenu && <Button type="text" icon={<MenuOutlined />} aria-label={t('menu')} onClick={onMenu} />}
        <Link to="/" className="brand" aria-label={t('product')}>
          <img src="/favicon.svg" alt="" width={24} height={24} />
          <span className="brand-name">{t('product')}</span>
        </Link>
        <SearchBox />
        <Flex align="center" gap={4} className="console-head-end">
          {line === 'away' && (
            <Tooltip title={t('line.awayText')}>
              <span className="line-away" role="status">
                {t('line.away')}
              </span>
            </Tooltip>
          )}
          <LanguageSwitch />
          <Link to="/account/notifications" aria-label={t('notifications', { count: viewer.unreadNotifications })} className="bell">
            <BellOutlined />
            {viewer.unreadNotifications > 0 && (
              <span className="bell-count figure" aria-hidden>
                {viewer.unreadNotifications > MOST_SHOWN ? `${MOST_SHOWN}+` : viewer.unreadNotifications}
              </span>
            )}
          </Link>
          <ViewerMenu />
        </Flex>
      </Flex>
    </Layout.Header>
  );
}
