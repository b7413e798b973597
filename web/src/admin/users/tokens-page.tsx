import { Button, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Actions } from '../../actions/actions.tsx';
import { useConnection } from '../../list/connection.ts';
import { FilterBar } from '../../list/filter-bar.tsx';
import { text, useFilters } from '../../list/filters.ts';
import { Page } from '../../page/page.tsx';
import { QueryState } from '../../page/query-state.tsx';
import { Section } from '../../page/section.tsx';
import { SearchField } from '../../list/search-field.tsx';
import { HeldRoles } from './held-roles.tsx';
import { useIssueToken } from './issue-token.tsx';
import { TokenList } from './token-list.tsx';
import { ServiceAccountsDocument } from './users.gql.ts';
import '../admin.css';

const fields = { text: text() };

/** By which other systems call the platform, and with which tokens. */
export default function TokensPage() {
  const { t } = useTranslation('admin');
  const { values, set } = useFilters(fields);
  const list = useConnection({
    document: ServiceAccountsDocument,
    variables: { filter: { serviceAccount: true, text: values.text } },
    pick: (data) => data.users,
  });
  const { issue, dialog } = useIssueToken(list.reload);
  return (
    <Page title={t('tokens.title')} lead={t('tokens.lead')}>
      <FilterBar>
        <SearchField label={t('tokens.search')} value={values.text} onChange={(found) => set({ text: found })} />
      </FilterBar>
      <QueryState query={list} retry={list.reload} empty={list.rows.length === 0} emptyText={t('tokens.noAccount')}>
        {list.rows.length > 0 &&
          list.rows.map((account) => (
            <Section
              key={account.id}
              title={account.name}
              actions={
                <Actions
                  available={account.availableActions}
                  offers={{ ISSUE_ACCESS_TOKEN: { label: t('tokens.issue'), run: () => issue(account) } }}
                />
              }
            >
              <Flex gap="small" wrap className="account-line">
                <Link to={`/admin/users/${account.id}`} className="code">
                  {account.login}
                </Link>
                <HeldRoles of={account.roles} />
              </Flex>
              <TokenList tokens={account.accessTokens ?? []} onChanged={list.reload} />
            </Section>
          ))}
      </QueryState>
      {list.hasMore && (
        <Button type="link" loading={list.fetching} onClick={list.more}>
          {t('more')}
        </Button>
      )}
      {dialog}
    </Page>
  );
}
