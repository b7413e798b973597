import { Button, Flex, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { ExportButton } from '../export/export-button.tsx';
import { useConnection } from '../list/connection.ts';
import { text, useFilters } from '../list/filters.ts';
import { Page } from '../page/page.tsx';
import { QueryState } from '../page/query-state.tsx';
import { useMay } from '../session/viewer.tsx';
import { ListFilterBar } from './list-filter-bar.tsx';
import { filterOf, listFields } from './list-filters.ts';
import { SearchMatch } from './search-match.tsx';
import { SearchTicketsDocument, SearchTotalDocument } from './search.gql.ts';
import './ticket.css';
import './list.css';

const fields = { ...listFields, q: text() };

/** Tickets that hold every part of the words, each with the places where. */
export default function SearchPage() {
  const { t } = useTranslation('tickets');
  const may = useMay();
  const { values, set, reset } = useFilters(fields);
  const { q: words = '', ...conditions } = values;
  const filter = filterOf(conditions);
  function clear() {
    reset();
    set({ q: words });
  }
  return (
    <Page title={t('search.title')} actions={words !== '' && may('report.view') && <ExportButton report={{ tickets: { words, filter } }} />}>
      <SearchField key={words} words={words} onSearch={(q) => set({ q })} />
      <ListFilterBar values={values} set={set} ordered={false} onReset={clear} />
      {words === '' ? <p className="thing-note">{t('search.how')}</p> : <Matches words={words} filter={filter} />}
    </Page>
  );
}

function SearchField({ words, onSearch }: { words: string; onSearch: (words: string) => void }) {
  const { t } = useTranslation('tickets');
  const [typed, type] = useState(words);
  return (
    <search className="search-field">
      <Input.Search
        aria-label={t('search.words')}
        placeholder={t('search.hint')}
        value={typed}
        onChange={(event) => type(event.target.value)}
        onSearch={(value) => onSearch(value.trim())}
        enterButton={t('search.do')}
        maxLength={200}
        allowClear
      />
    </search>
  );
}

function Matches({ words, filter }: { words: string; filter: ReturnType<typeof filterOf> }) {
  const { t } = useTranslation('tickets');
  const { t: app } = useTranslation('app');
  const variables = { words, filter, first: 20 };
  const list = useConnection({ document: SearchTicketsDocument, variables, pick: (data) => data.searchTickets });
  const [total] = useQuery({ query: SearchTotalDocument, variables: { words, filter } });
  const count = total.data?.searchTickets.totalCount;
  return (
    <div className="list">
      <QueryState query={list} retry={list.reload} empty={list.rows.length === 0} emptyText={t('search.none', { words })}>
        {list.rows.length > 0 && (
          <ul className="matches" aria-label={t('search.results')}>
            {list.rows.map((match) => (
              <SearchMatch key={match.ticket.id} match={match} />
            ))}
          </ul>
        )}
      </QueryState>
      {list.rows.length > 0 && (
        <Flex justify="space-between" align="center" className="list-foot">
          <span role="status">{count === undefined ? app('list.shown', { count: list.rows.length }) : app('list.shownOf', { count: list.rows.length, total: count })}</span>
          {list.hasMore && (
            <Button size="small" type="link" loading={list.fetching} onClick={list.more}>
              {app('list.more')}
            </Button>
          )}
        </Flex>
      )}
    </div>
  );
}
