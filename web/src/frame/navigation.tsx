import { Menu, type MenuProps } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { useLanguage } from '../app/use-language.ts';
import { SERVICE_ZONE, zoneName } from '../time/format.ts';
import type { NavEntry, NavGroup } from '../app/feature.ts';
import { useNavEntries } from './nav-entries.ts';

const groups: readonly NavGroup[] = ['work', 'insight', 'contract', 'appraisal', 'platform'];

/** What the viewer's permissions open, in groups. */
export function Navigation() {
  const { t } = useTranslation('app');
  const language = useLanguage();
  const { pathname } = useLocation();
  const entries = useNavEntries();
  const here = entries.filter((entry) => [entry.path, ...(entry.also ?? [])].some((path) => isUnder(pathname, path))).sort((a, b) => b.path.length - a.path.length)[0];
  const menu = useRef<HTMLElement>(null);
  const current = here?.path;
  // A long menu scrolls by itself.
  useEffect(() => {
    menu.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  const toItem = (entry: NavEntry) => ({
    key: entry.path,
    label: (
      <Link to={entry.path} aria-current={entry === here ? 'page' : undefined}>
        {t(entry.label)}
      </Link>
    ),
  });
  const items: NonNullable<MenuProps['items']> = groups.flatMap((group) => {
    const within = entries.filter((entry) => entry.group === group).map(toItem);
    if (within.length === 0) return [];
    return [{ key: group, type: 'group' as const, label: t(`group.${group}`), children: within }];
  });
  return (
    <nav ref={menu} aria-label={t('navigation')}>
      <Menu mode="inline" className="navigation" selectedKeys={here ? [here.path] : []} items={items} />
      <p className="zone-note">{t('zoneNote', { zone: zoneName(SERVICE_ZONE, language) })}</p>
    </nav>
  );
}

function isUnder(pathname: string, path: string): boolean {
  return path === '/' ? pathname === '/' : pathname === path || pathname.startsWith(`${path}/`);
}
