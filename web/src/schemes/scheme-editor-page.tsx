import { Button, Form, Input, InputNumber } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useQuery } from 'urql';
import { Problems, useSendForm } from '../form/send-form.tsx';
import { useUnsaved } from '../form/unsaved.ts';
import { text, useFilters } from '../list/filters.ts';
import { Page } from '../page/page.tsx';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';
import { AgencySelect } from '../party/pick.tsx';
import { BandsEditor } from './bands-editor.tsx';
import { CriteriaEditor } from './criteria-editor.tsx';
import { DaysEditor } from './days-editor.tsx';
import { LedgerEditor } from './ledger-editor.tsx';
import { readSpec, type SchemeSpec } from './scheme-spec.ts';
import { CreateScoringSchemeDocument, SchemeDocument } from './schemes.gql.ts';
import './schemes.css';

type Values = { code: string; name: string; ownerId: string; spec: SchemeSpec };

const fields = { from: text() };
const blank: SchemeSpec = { criteria: [], bands: [], minRatings: 5 };

/** What was left empty is not written: the API takes its usual value then. */
function cleared(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(cleared);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).flatMap(([key, inner]: [string, unknown]): [string, unknown][] => {
    const clean = cleared(inner);
    const empty = clean === undefined || clean === null || clean === '' || (Array.isArray(clean) && clean.length === 0 && key === 'steps');
    return empty || (typeof clean === 'object' && !Array.isArray(clean) && Object.keys(clean).length === 0) ? [] : [[key, clean]];
  });
  return Object.fromEntries(kept);
}

/** Writes a scheme, or the next version of one; every contradiction comes back at its part of the form. */
export default function SchemeEditorPage() {
  const { t } = useTranslation('schemes');
  const { values } = useFilters(fields);
  const [query, again] = useQuery({ query: SchemeDocument, variables: { id: values.from ?? '' }, pause: !values.from });
  const node = query.data?.node;
  const start = values.from && node?.__typename === 'ScoringScheme' ? node : null;
  return (
    <Page title={start ? t('editor.next', { name: start.name }) : t('editor.title')} lead={t('editor.lead')} crumbs={[{ label: t('schemes.title'), to: '/schemes' }]}>
      {values.from ? (
        <QueryState query={query} retry={() => again({ requestPolicy: 'network-only' })} empty={query.data !== undefined && !start}>
          {start && <Editor key={start.id} initial={{ code: start.code, name: start.name, spec: readSpec(start.spec) }} />}
        </QueryState>
      ) : (
        <Editor initial={{ code: '', name: '', spec: blank }} />
      )}
    </Page>
  );
}

function Editor({ initial }: { initial: Omit<Values, 'ownerId'> }) {
  const { t } = useTranslation(['schemes', 'app']);
  const navigate = useNavigate();
  const [form] = Form.useForm<Values>();
  const [dirty, setDirty] = useState(false);
  const [made, setMade] = useState<string>();
  const { submit, busy, problems } = useSendForm(form, CreateScoringSchemeDocument, (data) => data.createScoringScheme);
  useUnsaved(dirty && made === undefined);
  useEffect(() => {
    if (made) void navigate(`/schemes/${encodeURIComponent(made)}`);
  }, [made, navigate]);

  async function send({ code, name, ownerId, spec }: Values) {
    const payload = await submit({ input: { code, name, ownerId, spec: cleared(spec) } });
    if (payload?.scheme) setMade(payload.scheme.id);
  }

  const required = [{ required: true, message: t('app:required') }];
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      disabled={busy}
      initialValues={initial}
      scrollToFirstError
      onValuesChange={() => setDirty(true)}
      onFinish={(values) => void send(values)}
    >
      <Section title={t('editor.head')}>
        <div className="spec-head">
          <Form.Item name="ownerId" label={t('field.owner')} extra={t('schemes.ownerHelp')} rules={required}>
            <AgencySelect />
          </Form.Item>
          <Form.Item name="code" label={t('field.code')} extra={t('schemes.codeHelp')} rules={required}>
            <Input maxLength={40} />
          </Form.Item>
          <Form.Item name="name" label={t('field.name')} rules={required}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name={['spec', 'minRatings']} label={t('editor.minRatings')} extra={t('editor.minRatingsHelp')}>
            <InputNumber min={0} precision={0} />
          </Form.Item>
        </div>
      </Section>
      <CriteriaEditor />
      <BandsEditor />
      <LedgerEditor />
      <DaysEditor />
      <Problems of={problems} />
      <Button type="primary" htmlType="submit" loading={busy}>
        {t('editor.save')}
      </Button>
    </Form>
  );
}
