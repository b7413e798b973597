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
  type ServiceItemRecordFragment,
  ServiceItemToReviseDocument,
  SetServiceItemActiveDocument,
  type SetServiceItemActiveMutation,
} from './catalogue.gql.ts';
import { Offered } from './offered.tsx';
import './catalogue.css';

const pick = (data: SetServiceItemActiveMutation) => data.setServiceItemActive;

/** One thing that can be asked for: what it presets, what it asks. */
export default function ItemPage() {
  const { t } = useTranslation('catalogue');
  const { id = '' } = useParams();
  const [query, again] = useQuery({ query: ServiceItemToReviseDocument, variables: { id } });
  const node = query.data?.node;
  const item = node?.__typename === 'ServiceItem' ? node : null;
  const reload = () => again({ requestPolicy: 'network-only' });
  return (
    <Page
      title={item?.version.name ?? t('item')}
      mark={item && <Offered is={item.active} />}
      crumbs={[{ label: t('title'), to: '/catalogue' }]}
      actions={item && <ItemActions item={item} onChanged={reload} />}
    >
      <QueryState query={query} retry={reload} empty={query.data !== undefined && item === null} emptyText={t('gone')}>
        {item && <Item item={item} />}
      </QueryState>
    </Page>
  );
}

function ItemActions({ item, onChanged }: { item: ServiceItemRecordFragment; onChanged: () => void }) {
  const { t } = useTranslation('catalogue');
  const navigate = useNavigate();
  const { message } = App.useApp();
  const undo = useUndo();
  const { act, busy } = useAct(SetServiceItemActiveDocument, pick);
  async function setActive(active: boolean) {
    if (!(await act({ input: { serviceItemId: item.id, active, expectedVersion: item.version.number } }))) return;
    onChanged();
    if (active) void message.success(t('offeredAgain'));
    else undo(t('retiredDone'), () => void act({ input: { serviceItemId: item.id, active: true } }).then(onChanged));
  }
  return (
    <Actions
      available={item.availableActions}
      offers={{
        REVISE_SERVICE_ITEM: { label: t('revise'), run: () => void navigate(`/catalogue/${item.id}/revise`), primary: true },
        SET_SERVICE_ITEM_ACTIVE: { label: t(item.active ? 'retire' : 'offer'), run: () => void setActive(!item.active), busy },
      }}
    />
  );
}

function Item({ item: { code, ownerId, createdAt, version } }: { item: ServiceItemRecordFragment }) {
  const { t } = useTranslation('catalogue');
  return (
    <>
      <Section title={t('presets')}>
        <Descriptions
          size="small"
          column={{ xs: 1, md: 3 }}
          items={[
            { key: 'code', label: t('code'), children: <span className="code">{code}</span> },
            { key: 'owner', label: t('owner'), children: <AgencyName id={ownerId} /> },
            { key: 'version', label: t('version'), children: t('versionNumber', { number: version.number }) },
            { key: 'kind', label: t('kind'), children: <Word of="TicketKind" is={version.kind} /> },
            { key: 'impact', label: t('impact'), children: <Word of="Impact" is={version.impact} /> },
            { key: 'urgency', label: t('urgency'), children: <Word of="Urgency" is={version.urgency} /> },
            { key: 'createdAt', label: t('createdAt'), children: <Instant at={createdAt} /> },
            { key: 'writtenAt', label: t('writtenAt'), children: <Instant at={version.createdAt} /> },
          ]}
        />
      </Section>
      {version.descriptionTemplate !== '' && (
        <Section title={t('template')}>
          <p className="item-template">{version.descriptionTemplate}</p>
        </Section>
      )}
      <Section title={t('questions')}>
        <Table
          size="small"
          aria-label={t('questions')}
          rowKey="key"
          pagination={false}
          scroll={{ x: 'max-content' }}
          locale={{ emptyText: t('noQuestions') }}
          dataSource={[...version.fields]}
          columns={[
            { title: t('label'), render: (_, field) => field.label },
            { title: t('type'), render: (_, field) => <Word of="ServiceItemFieldType" is={field.type} /> },
            { title: t('needed'), render: (_, field) => t(field.required ? 'neededYes' : 'neededNo') },
            { title: t('choices'), render: (_, field) => (field.choices.length > 0 ? field.choices.join(t('listed')) : bounds(field.min, field.max)) },
            { title: t('help'), render: (_, field) => field.help ?? '—' },
          ]}
        />
      </Section>
    </>
  );
}

/** What a number or the length of a text may be, as far as that is bound. */
function bounds(min: number | null, max: number | null): string {
  if (min === null && max === null) return '—';
  if (min === null) return `≤ ${max}`;
  if (max === null) return `≥ ${min}`;
  return `${min} – ${max}`;
}
