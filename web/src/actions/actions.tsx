import { EllipsisOutlined } from '@ant-design/icons';
import { Button, Dropdown, Grid } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export type Offer = {
  label: string;
  run: () => void;
  icon?: ReactNode;
  /** The one that moves things on; at most one should be. */
  primary?: boolean;
  danger?: boolean;
  busy?: boolean;
  /** Always in the menu, however much room there is. */
  rare?: boolean;
};

type Props<A extends string> = {
  /** The `availableActions` of the object: nothing else decides what is offered. */
  available: readonly A[];
  /** In the order in which they are to stand. */
  offers: Partial<Record<A, Offer>>;
  /** How many stand as buttons of their own. */
  shown?: number;
};

/** Buttons for what may be done with an object now; those for which there is no room are in a menu. */
export function Actions<A extends string>({ available, offers, shown = 4 }: Props<A>) {
  const { t } = useTranslation('app');
  const narrow = !(Grid.useBreakpoint().md ?? true);
  const open = Object.entries<Offer | undefined>(offers).flatMap(([key, offer]) =>
    offer && available.some((action) => action === key) ? [{ key, ...offer }] : [],
  );
  const ranked = [...open].sort((a, b) => Number(b.primary ?? false) - Number(a.primary ?? false));
  const common = ranked.filter((offer) => !offer.rare);
  const buttons = common.slice(0, narrow ? 1 : shown);
  const rest = ranked.filter((offer) => !buttons.includes(offer));
  return (
    <>
      {buttons.map((offer) => (
        <Button
          key={offer.key}
          type={offer.primary ? 'primary' : 'default'}
          danger={offer.danger ?? false}
          icon={offer.icon}
          loading={offer.busy ?? false}
          onClick={offer.run}
        >
          {offer.label}
        </Button>
      ))}
      {rest.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: rest.map((offer) => ({
              key: offer.key,
              label: offer.label,
              icon: offer.icon,
              danger: offer.danger ?? false,
              disabled: offer.busy ?? false,
              onClick: offer.run,
            })),
          }}
        >
          <Button icon={<EllipsisOutlined />} aria-label={t('more')} />
        </Dropdown>
      )}
    </>
  );
}
