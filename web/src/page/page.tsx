import { Flex } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { type Crumb, Crumbs } from './crumbs.tsx';

export type { Crumb };

type Props = {
  /** The heading, and the title of the browser's tab. */
  title: string;
  /** Beside the heading, such as a state. */
  mark?: ReactNode;
  /** One line below the heading. */
  lead?: ReactNode;
  /** The pages above this one, the outermost first. */
  crumbs?: readonly Crumb[];
  actions?: ReactNode;
  children: ReactNode;
};

/** The frame of every page: where one is, what it is called, what can be done, then the content. */
export function Page({ title, mark, lead, crumbs, actions, children }: Props) {
  const { t } = useTranslation('app');
  useEffect(() => {
    document.title = `${title} · ${t('product')}`;
  }, [title, t]);
  return (
    <article className="page">
      {crumbs && crumbs.length > 0 && <Crumbs of={crumbs} />}
      <Flex className="page-head" justify="space-between" align="center" gap="small" wrap>
        <Flex align="center" gap="small" wrap>
          <h1 className="page-title">{title}</h1>
          {mark}
        </Flex>
        {actions && (
          <Flex gap="small" wrap className="page-actions">
            {actions}
          </Flex>
        )}
      </Flex>
      {lead && <div className="page-lead">{lead}</div>}
      {children}
    </article>
  );
}
