import { Descriptions, type DescriptionsProps, Drawer, Flex, Grid } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CombinedError } from 'urql';
import { QueryState } from '../page/query-state.tsx';
import type { ObjectChangeLineFragment } from './history.gql.ts';
import { RecordHistory } from './record-history.tsx';
import './admin.css';

type Shown = {
  title: string;
  actions?: ReactNode;
  facts: NonNullable<DescriptionsProps['items']>;
  /** To what belongs to it elsewhere. */
  links?: ReactNode;
  history: readonly ObjectChangeLineFragment[];
};

type Props = {
  /** Whether an address names a record. */
  open: boolean;
  onClose: () => void;
  query: { fetching: boolean; data?: unknown; error?: CombinedError | undefined };
  retry: () => void;
  record: Shown | null;
};

/** One entry of a register beside its list: what stands there, what may be done with it, what was changed. */
export function RecordDrawer({ open, onClose, query, retry, record }: Props) {
  const { t } = useTranslation('admin');
  const narrow = !(Grid.useBreakpoint().md ?? true);
  return (
    <Drawer
      open={open}
      onClose={onClose}
      size={narrow ? '100%' : 560}
      title={record?.title ?? t('record')}
      extra={record?.actions && <Flex gap="small">{record.actions}</Flex>}
    >
      {open && (
        <QueryState query={query} retry={retry} empty={query.data !== undefined && record === null} emptyText={t('gone')}>
          {record && (
            <>
              <Descriptions column={1} size="small" items={record.facts} styles={{ label: { width: 128 } }} />
              {record.links && <div className="drawer-links">{record.links}</div>}
              <section className="drawer-part">
                <h2>{t('history.title')}</h2>
                <RecordHistory of={record.history} />
              </section>
            </>
          )}
        </QueryState>
      )}
    </Drawer>
  );
}
