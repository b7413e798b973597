import { Button, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAct } from '../form/send.ts';
import { useConnection } from '../list/connection.ts';
import { FilterBar } from '../list/filter-bar.tsx';
import { oneOf, useFilters } from '../list/filters.ts';
import { Page } from '../page/page.tsx';
import { QueryState } from '../page/query-state.tsx';
import { useReloadViewer, useViewer } from '../session/viewer.tsx';
import { MarkNotificationsReadDocument, type MarkNotificationsReadMutation, NotificationsDocument } from './account.gql.ts';
import { NotificationRow } from './notification-row.tsx';
import './notifications.css';

const fields = { show: oneOf(['all', 'unread'] as const) };
const pick = (data: MarkNotificationsReadMutation) => data.markNotificationsRead;

/** What happened to the tickets that concern the viewer. */
export default function NotificationsPage() {
  const { t } = useTranslation('account');
  const { unreadNotifications } = useViewer();
  const reloadViewer = useReloadViewer();
  const { values, set } = useFilters(fields);
  const list = useConnection({
    document: NotificationsDocument,
    variables: { unreadOnly: values.show === 'unread' },
    pick: (data) => data.viewer.notifications,
  });
  const { act, busy } = useAct(MarkNotificationsReadDocument, pick);

  async function read(notificationIds?: string[]) {
    if (!(await act({ input: { notificationIds } }))) return;
    list.reload();
    reloadViewer();
  }

  return (
    <Page
      title={t('notifications.title')}
      actions={
        <Button loading={busy} disabled={unreadNotifications === 0} onClick={() => void read()}>
          {t('notifications.readAll')}
        </Button>
      }
    >
      <FilterBar>
        <Segmented<'all' | 'unread'>
          aria-label={t('notifications.show')}
          value={values.show ?? 'all'}
          onChange={(show) => set({ show: show === 'all' ? undefined : show })}
          options={[
            { value: 'all', label: t('notifications.all') },
            { value: 'unread', label: t('notifications.unread', { count: unreadNotifications }) },
          ]}
        />
      </FilterBar>
      <div className="list">
        <QueryState query={list} retry={list.reload} empty={list.rows.length === 0} emptyText={t('notifications.none')}>
          {list.rows.length > 0 && (
            <ul className="cards" aria-label={t('notifications.title')}>
              {list.rows.map((row) => (
                <NotificationRow key={row.id} row={row} onRead={() => void read([row.id])} />
              ))}
            </ul>
          )}
        </QueryState>
      </div>
      {list.hasMore && (
        <Button type="link" loading={list.fetching} onClick={list.more}>
          {t('notifications.more')}
        </Button>
      )}
    </Page>
  );
}
