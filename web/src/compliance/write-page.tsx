import { App, Button, Flex, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useLeave } from '../form/leave.ts';
import { Problems, useSendForm } from '../form/send-form.tsx';
import { text, useFilters } from '../list/filters.ts';
import { Page } from '../page/page.tsx';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';
import { AgencySelect } from '../party/pick.tsx';
import { useOwnAgency } from '../session/own-agency.ts';
import { type Like, useLike } from './both-languages.ts';
import { CreateReviewChecklistDocument } from './checklists.gql.ts';
import { ItemsField } from './items-field.tsx';
import './compliance.css';

type Values = Required<Like>;

const fields = { like: text() };

/** A checklist, or the next version of one: that is what the same code of the same owner makes. */
export default function WritePage() {
  const { t } = useTranslation('compliance');
  const { values } = useFilters(fields);
  const { like, query, isGone, retry } = useLike(values.like);
  return (
    <Page
      title={t(values.like ? 'writeLike' : 'write')}
      lead={t('writeLead')}
      crumbs={[
        { label: t('reviews'), to: '/reviews' },
        { label: t('title'), to: '/reviews/checklists' },
      ]}
    >
      {values.like ? (
        <QueryState query={query} retry={retry} empty={isGone} emptyText={t('gone')}>
          {like && <Write like={like} />}
        </QueryState>
      ) : (
        <Write like={undefined} />
      )}
    </Page>
  );
}

function Write({ like }: { like: Like | undefined }) {
  const { t } = useTranslation('compliance');
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const navigate = useNavigate();
  const { touched, leave } = useLeave();
  const { submit, busy, problems } = useSendForm(form, CreateReviewChecklistDocument, (data) => data.createReviewChecklist);
  const own = useOwnAgency();
  const said = [{ required: true, whitespace: true, message: t('needed') }];

  async function send({ ownerId, code, name, items }: Values) {
    const done = await submit({ input: { ownerId, code, name, items } });
    if (!done?.checklist) return;
    void message.success(t('written'));
    leave(`/reviews/checklists/${done.checklist.id}`);
  }
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark="optional"
      scrollToFirstError
      disabled={busy}
      initialValues={{ ownerId: own, items: [], ...like }}
      onValuesChange={touched}
      onFinish={(values) => void send(values)}
    >
      <Section title={t('about')}>
        <div className="compliance-pair">
          <Form.Item name="ownerId" label={t('owner')} rules={[{ required: true, message: t('needed') }]} extra={t('ownerHelp')}>
            <AgencySelect className="fill" />
          </Form.Item>
          <Form.Item name="code" label={t('code')} rules={said} extra={t('codeHelp')}>
            <Input maxLength={40} spellCheck={false} className="code" />
          </Form.Item>
        </div>
        <Form.Item name="name" label={t('name')} rules={said}>
          <Input maxLength={200} />
        </Form.Item>
      </Section>
      <Section title={t('items')}>
        <Form.Item name="items" rules={[{ required: true, type: 'array', min: 1, message: t('noItems') }]}>
          <ItemsField />
        </Form.Item>
      </Section>
      <Problems of={problems} />
      <Flex gap="small">
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('save')}
        </Button>
        <Button onClick={() => void navigate('/reviews/checklists')}>{t('cancel')}</Button>
      </Flex>
    </Form>
  );
}
