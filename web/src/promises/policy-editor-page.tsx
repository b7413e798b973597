import { App, Button, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { useQuery } from 'urql';
import { useLeave } from '../form/leave.ts';
import { Problems, useSendForm } from '../form/send-form.tsx';
import { text, useFilters } from '../list/filters.ts';
import { Page } from '../page/page.tsx';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';
import { EditorRules } from './editor-rules.tsx';
import { EditorTargets } from './editor-targets.tsx';
import { editorValues, type EditorValues, versionInput } from './editor-values.ts';
import {
  AddPolicyVersionDocument,
  PolicyDocument,
  type PolicyHeadFragment,
  type PolicyVersionFragment,
  UpdatePolicyVersionDocument,
} from './policies.gql.ts';
import { RemovedRows } from './removed-rows.tsx';
import './promises.css';
import './editor.css';

const fields = { version: text() };

export default function PolicyEditorPage() {
  const { t } = useTranslation('promises');
  const { id = '' } = useParams();
  const { values } = useFilters(fields);
  const [query, again] = useQuery({ query: PolicyDocument, variables: { id } });
  const policy = query.data?.node?.__typename === 'SlaPolicy' && query.data.node.id === id ? query.data.node : undefined;
  const edited = policy?.versions.find(({ number }) => String(number) === values.version);
  const source = edited ?? policy?.versions.find((one) => one.id === policy.published?.id) ?? policy?.versions.at(-1);
  return (
    <Page
      title={edited ? t('editor.title') : t('editor.titleNew')}
      lead={policy && (policy.base ? `${policy.name} · ${t('editor.onBase')}` : policy.name)}
      crumbs={[{ label: t('policies.title'), to: '/policies' }, ...(policy ? [{ label: policy.name, to: `/policies/${id}` }] : [])]}
    >
      <QueryState query={query} retry={() => again({ requestPolicy: 'network-only' })} empty={query.data !== undefined && !policy} emptyText={t('policy.gone')}>
        {policy && <Editor key={edited?.id ?? 'new'} policy={policy} edited={edited} source={source} />}
      </QueryState>
    </Page>
  );
}

type Props = { policy: PolicyHeadFragment; edited: PolicyVersionFragment | undefined; source: PolicyVersionFragment | undefined };

function Editor({ policy, edited, source }: Props) {
  const { t } = useTranslation(['promises', 'app']);
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [form] = Form.useForm<EditorValues>();
  const { touched, leave } = useLeave();
  const add = useSendForm(form, AddPolicyVersionDocument, (data) => data.addPolicyVersion);
  const update = useSendForm(form, UpdatePolicyVersionDocument, (data) => data.updatePolicyVersion);
  const busy = add.busy || update.busy;
  const onBase = policy.base !== null;

  async function send() {
    // Untyped, since the form cannot know that all of its fields are there.
    const values: EditorValues = { ...editorValues(source), ...form.getFieldsValue() };
    const rules = versionInput(values, source, onBase);
    const done = edited
      ? await update.submit({ input: { ...rules, versionId: edited.id, expectedVersion: edited.version } })
      : await add.submit({ input: { ...rules, policyId: policy.id } });
    if (!done) return;
    void message.success(t('editor.saved'));
    const number = edited?.number ?? Math.max(0, ...(done.policy?.versions ?? []).map((version) => version.number));
    leave(`/policies/${policy.id}?version=${number}${policy.published ? `&compare=${policy.published.number}` : ''}`);
  }

  return (
    <Form<EditorValues>
      form={form}
      layout="vertical"
      scrollToFirstError
      disabled={busy}
      initialValues={editorValues(source)}
      onValuesChange={touched}
      onFinish={() => void send()}
    >
      <Section title={t('editor.targets')}>
        <EditorTargets onBase={onBase} />
      </Section>
      {onBase && (
        <Section title={t('editor.removed')}>
          <RemovedRows />
        </Section>
      )}
      <Section title={t('editor.rules')}>
        <EditorRules />
      </Section>
      <div className="editor-foot">
        <Problems of={[...add.problems, ...update.problems]} />
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('editor.save')}
        </Button>
        <Button onClick={() => void navigate(`/policies/${policy.id}`)}>{t('app:cancel')}</Button>
      </div>
    </Form>
  );
}
