import { Button, Select, type TableProps } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { KnowledgeNoteState } from '../gql/schema.ts';
import { ConnectionTable } from '../list/connection-table.tsx';
import { useConnection } from '../list/connection.ts';
import { FilterBar } from '../list/filter-bar.tsx';
import { manyOf, text, useFilters } from '../list/filters.ts';
import { Page } from '../page/page.tsx';
import { Name } from '../party/name.tsx';
import { useMay } from '../session/viewer.tsx';
import { Instant } from '../time/instant.tsx';
import { useWordOptions, WordTag } from '../words/word.tsx';
import { type KnowledgeNoteRowFragment, KnowledgeNoteListDocument } from './knowledge.gql.ts';
import { useSystemTypes } from './choices.ts';
import { SystemTypes } from './system-types.tsx';
import './knowledge.css';

const states = ['DRAFT', 'PUBLISHED', 'RETIRED'] as const satisfies readonly KnowledgeNoteState[];
const fields = { states: manyOf(states), systemType: text() };

/** What is known of the systems: how to find a fault, what has to be heeded. */
export default function NotesPage() {
  const { t } = useTranslation('knowledge');
  const may = useMay();
  const navigate = useNavigate();
  const options = useWordOptions();
  const { values, set, reset } = useFilters(fields);
  const systemTypes = useSystemTypes();
  const list = useConnection({
    document: KnowledgeNoteListDocument,
    variables: { systemType: values.systemType, states: values.states.length > 0 ? values.states : undefined },
    pick: (data) => data.knowledgeNotes,
  });
  const columns = useColumns();
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        may('note.manage') && (
          <Link to="/knowledge/new">
            <Button type="primary">{t('create')}</Button>
          </Link>
        )
      }
    >
      <FilterBar onReset={reset}>
        <Select
          mode="multiple"
          className="pick"
          aria-label={t('state')}
          placeholder={t('state')}
          value={values.states}
          options={options('KnowledgeNoteState', states)}
          onChange={(next) => set({ states: next })}
        />
        <Select
          className="pick"
          aria-label={t('systemType')}
          placeholder={t('systemType')}
          allowClear
          showSearch
          value={values.systemType}
          options={systemTypes.map((value) => ({ value, label: value }))}
          onChange={(systemType) => set({ systemType })}
        />
      </FilterBar>
      <ConnectionTable
        name={t('title')}
        list={list}
        columns={columns}
        rowKey={(row) => row.id}
        emptyText={t('none')}
        onOpen={(row) => void navigate(`/knowledge/${row.id}`)}
        card={(row) => (
          <>
            <div className="note-line">
              <Link to={`/knowledge/${row.id}`}>{row.title}</Link>
              <WordTag of="KnowledgeNoteState" is={row.state} />
            </div>
            <div className="soft">
              <Name of={row.agency ?? row.vendor} /> · {t('used', { count: row.uses })}
            </div>
          </>
        )}
      />
    </Page>
  );
}

function useColumns() {
  const { t } = useTranslation('knowledge');
  return useMemo(
    (): NonNullable<TableProps<KnowledgeNoteRowFragment>['columns']> => [
      { title: t('noteTitle'), width: 360, ellipsis: true, render: (_, row) => <Link to={`/knowledge/${row.id}`}>{row.title}</Link> },
      { title: t('state'), width: 100, render: (_, row) => <WordTag of="KnowledgeNoteState" is={row.state} /> },
      { title: t('owner'), width: 220, ellipsis: true, render: (_, row) => <Name of={row.agency ?? row.vendor} /> },
      { title: t('systemType'), width: 220, render: (_, row) => (row.systemTypes.length > 0 ? <SystemTypes of={row.systemTypes} /> : t('everyType')) },
      { title: t('uses'), width: 110, align: 'end', render: (_, row) => <span className="figure">{row.uses}</span> },
      { title: t('updatedAt'), width: 170, render: (_, row) => <Instant at={row.updatedAt} /> },
    ],
    [t],
  );
}
