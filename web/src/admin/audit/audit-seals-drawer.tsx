import { Button, Drawer, Grid, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { useConnection } from '../../list/connection.ts';
import { QueryState } from '../../page/query-state.tsx';
import { Instant } from '../../time/instant.tsx';
import { AuditSealsDocument } from './audit.gql.ts';

type Props = { open: boolean; onClose: () => void };

/** The seals of the log, the newest first, each to be copied and kept elsewhere. */
export function AuditSealsDrawer({ open, onClose }: Props) {
  const { t } = useTranslation('admin');
  const narrow = !(Grid.useBreakpoint().md ?? true);
  return (
    <Drawer open={open} onClose={onClose} size={narrow ? '100%' : 560} title={t('audit.seals')}>
      {open && <Seals />}
    </Drawer>
  );
}

const all = {};

function Seals() {
  const { t } = useTranslation('admin');
  const list = useConnection({ document: AuditSealsDocument, variables: all, pick: (data) => data.auditSeals });
  const { rows, fetching } = list;
  return (
    <>
      <p className="soft">{t('audit.sealsLead')}</p>
      <QueryState query={list} retry={list.reload} empty={rows.length === 0 && !fetching} emptyText={t('audit.noSeals')}>
        {rows.length > 0 && (
          <ul className="cards" aria-label={t('audit.seals')}>
            {rows.map((seal) => (
              <li key={seal.seq}>
                <div className="card-row">
                  <span>
                    <Instant at={seal.from} /> – <Instant at={seal.before} />
                  </span>
                  <span className="soft">{t('audit.sealEntries', { count: seal.entries })}</span>
                </div>
                <Typography.Text code copyable className="seal-hash">
                  {`${seal.seq}:${seal.hash}`}
                </Typography.Text>
              </li>
            ))}
          </ul>
        )}
      </QueryState>
      {list.hasMore && (
        <Button block loading={fetching} onClick={list.more}>
          {t('more')}
        </Button>
      )}
    </>
  );
}
