import { Button, Table } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useConnection } from '../list/connection.ts';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';
import { Name } from '../party/name.tsx';
import { Word } from '../words/word.tsx';
import { ContractSystemsDocument } from './contract.gql.ts';
import type { PartProps } from './contract-page.tsx';
import { TeamDialog } from './team-dialog.tsx';

type NamedSystem = { id: string; name: string; nameEn?: string | null };

/** The systems that the contract covers, and which of the vendor's teams looks after each. */
export function CoveredSystems({ contract, reload }: PartProps) {
  const { t } = useTranslation('contracts');
  const variables = useMemo(() => ({ id: contract.id }), [contract.id]);
  const list = useConnection({
    document: ContractSystemsDocument,
    variables,
    pick: (data) => (data.node?.__typename === 'ServiceContract' ? data.node.systems : null),
  });
  const [naming, setNaming] = useState<NamedSystem | null>(null);
  const mayName = contract.otherActions.includes('SET_CONTRACT_TEAM');
  const teamOf = (systemId: string) => contract.systemTeams.find(({ system }) => system.id === systemId)?.team;
  return (
    <Section title={list.total === null ? t('systems.title') : t('systems.titleOf', { count: list.total })}>
      <QueryState query={list} retry={list.reload} empty={list.rows.length === 0} emptyText={t('systems.none')}>
        {list.rows.length > 0 && (
          <Table
            aria-label={t('systems.title')}
            size="small"
            pagination={false}
            rowKey="id"
            dataSource={[...list.rows]}
            scroll={{ x: 620 }}
            columns={[
              {
                title: t('field.system'),
                render: (_, row) => (
                  <>
                    <Link to={`/tickets?systemId=${row.id}`}>
                      <Name of={row} />
                    </Link>
                    <div className="soft figure">{row.code}</div>
                  </>
                ),
              },
              { title: t('field.owner'), render: (_, row) => <Name of={row.agency} /> },
              { title: t('systems.level'), width: 110, render: (_, row) => t('systems.levelOf', { level: row.protectionLevel }) },
              { title: t('systems.site'), width: 90, render: (_, row) => <Word of="SiteClass" is={row.siteClass} /> },
              {
                title: t('field.team'),
                width: 130,
                render: (_, row) => (
                  <>
                    {teamOf(row.id)?.name ?? <span className="soft">{contract.team?.name ?? t('commonQueue')}</span>}
                    {mayName && (
                      <Button size="small" type="link" onClick={() => setNaming(row)}>
                        {t('team.set')}
                      </Button>
                    )}
                  </>
                ),
              },
            ]}
          />
        )}
      </QueryState>
      {list.hasMore && (
        <Button type="link" loading={list.fetching} onClick={list.more}>
          {t('systems.more')}
        </Button>
      )}
      {naming && <TeamDialog contract={contract} system={naming} onClose={() => setNaming(null)} onDone={reload} />}
    </Section>
  );
}
