import { App, Descriptions, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { useQuery } from 'urql';
import { Actions } from '../actions/actions.tsx';
import { useAct } from '../form/send.ts';
import { useUndo } from '../form/undo.tsx';
import { Page } from '../page/page.tsx';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';
import { AgencyName } from '../party/agency-name.tsx';
import { Instant } from '../time/instant.tsx';
import { Word } from '../words/word.tsx';
import {
  type ChecklistRecordFragment,
  InspectionChecklistRecordDocument,
  SetInspectionChecklistActiveDocument,
  type SetInspectionChecklistActiveMutation,
} from './checklists.gql.ts';
import { useChecklistCrumbs } from './crumbs.ts';
import { InUse } from './in-use.tsx';
import './inspections.css';

type Item = ChecklistRecordFragment['items'][number];

const pick = (data: SetInspectionChecklistActiveMutation) => data.setInspectionChecklistActive;

/** A checklist that plans are written with, by its newest version. */
export default function ChecklistViewPage() {
  const { t } = useTranslation('inspections');
  const { id = '' } = useParams();
  const crumbs = useChecklistCrumbs();
  const [query, again] = useQuery({ query: InspectionChecklistRecordDocument, variables: { id } });
  const node = query.data?.node;
  const checklist = node?.__typename === 'InspectionChecklist' ? node : null;
  return (
    <Page
      title={checklist?.name ?? t('plan.checklist')}
      mark={checklist && <InUse is={checklist.active} />}
      crumbs={crumbs}
      actions={checklist && <ChecklistActions checklist={checklist} />}
    >
      <QueryState query={query} retry={() => again({ requestPolicy: 'network-only' })} empty={query.data !== undefined && !checklist} emptyText={t('list.gone')}>
        {checklist && (
          <>
            <Section title={t('list.about')}>
              <Descriptions
                size="small"
                column={{ xs: 1, md: 2 }}
                items={[
                  { key: 'code', label: t('list.code'), children: <span className="code">{checklist.code}</span> },
                  { key: 'owner', label: t('list.owner'), children: <AgencyName id={checklist.ownerId} /> },
                  { key: 'version', label: t('list.version'), children: t('list.versionNo', { number: checklist.version }) },
                  { key: 'at', label: t('list.writtenAt'), children: <Instant at={checklist.createdAt} /> },
                ]}
              />
            </Section>
            <Section title={t('list.items')}>
              <ItemsTable items={checklist.items} />
            </Section>
          </>
        )}
      </QueryState>
    </Page>
  );
}

function ChecklistActions({ checklist: { id, active, availableActions } }: { checklist: ChecklistRecordFragment }) {
  const { t } = useTranslation('inspections');
  const navigate = useNavigate();
  const { message } = App.useApp();
  const undo = useUndo();
  const { act, busy } = useAct(SetInspectionChecklistActiveDocument, pick);
  const put = (to: boolean) => act({ input: { inspectionChecklistId: id, active: to } });
  async function setActive(to: boolean) {
    if (!(await put(to))) return;
    if (to) void message.success(t('list.inUseAgain'));
    else undo(t('list.retired'), () => void put(true));
  }
  return (
    <Actions
      available={availableActions}
      offers={{
        REVISE_INSPECTION_CHECKLIST: { label: t('list.revise'), primary: true, run: () => void navigate(`/inspections/checklists/${id}/revise`) },
        SET_INSPECTION_CHECKLIST_ACTIVE: { label: t(active ? 'list.retire' : 'list.useAgain'), busy, run: () => void setActive(!active) },
      }}
    />
  );
}

function ItemsTable({ items }: { items: readonly Item[] }) {
  const { t } = useTranslation('inspections');
  return (
    <Table<Item>
      size="small"
      aria-label={t('list.items')}
      rowKey="key"
      pagination={false}
      scroll={{ x: 'max-content' }}
      dataSource={[...items]}
      columns={[
        { title: t('list.number'), align: 'end', render: (_, _item, at) => at + 1 },
        {
          title: t('list.label'),
          render: (_, item) => (
            <>
              {item.label}
              {item.help && <p className="check-help">{item.help}</p>}
            </>
          ),
        },
        { title: t('list.kind'), render: (_, item) => <Word of="InspectionItemKind" is={item.kind} /> },
        { title: t('list.range'), render: (_, item) => rangeOf(item) },
        { title: t('list.needed'), render: (_, item) => t(item.required ? 'check.required' : 'list.optional') },
        { title: t('list.failure'), render: (_, item) => (item.critical ? t('check.critical') : '—') },
        { title: t('list.key'), render: (_, item) => <span className="code">{item.key}</span> },
      ]}
    />
  );
}

/** What a number has to be to pass. */
function rangeOf({ min, max, unit }: Item): string {
  const range = min && max ? `${min} – ${max}` : min ? `≥ ${min}` : max ? `≤ ${max}` : '';
  return `${range} ${unit ?? ''}`.trim() || '—';
}
