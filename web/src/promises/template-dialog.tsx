import { Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useQuery } from 'urql';
import { FormDialog } from '../form/form-dialog.tsx';
import type { CalendarRole } from '../gql/schema.ts';
import { AgencySelect } from '../party/pick.tsx';
import { usePromise } from '../timeline/promise.ts';
import { useWord } from '../words/word.tsx';
import { CalendarChoicesDocument, CreatePolicyFromTemplateDocument, PolicyTemplatesDocument } from './policies.gql.ts';

type Values = { templateCode: string; ownerId: string; code: string; name: string; calendars: Partial<Record<CalendarRole, string>> };

/** A first draft made of a table as Chinese contracts and tenders have them. */
export function TemplateDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['promises', 'app']);
  const navigate = useNavigate();
  const word = useWord();
  const promise = usePromise();
  const [templates] = useQuery({ query: PolicyTemplatesDocument });
  const [calendars] = useQuery({ query: CalendarChoicesDocument });
  const [code, setCode] = useState<string>();
  const offered = templates.data?.policyTemplates ?? [];
  const template = offered.find((one) => one.code === code);
  const required = [{ required: true, message: t('app:required') }];
  return (
    <FormDialog
      title={t('template.use')}
      act={t('template.make')}
      done={t('template.made')}
      width={760}
      document={CreatePolicyFromTemplateDocument}
      pick={(data) => data.createPolicyFromTemplate}
      variables={(values: Values) => ({
        input: {
          templateCode: values.templateCode,
          ownerId: values.ownerId,
          code: values.code,
          name: values.name,
          calendars: (template?.calendarRoles ?? []).flatMap((role) => {
            const calendarId = values.calendars[role];
            return calendarId ? [{ role, calendarId }] : [];
          }),
        },
      })}
      onClose={onClose}
      onDone={({ policy }) => {
        if (policy) void navigate(`/policies/${policy.id}`);
      }}
    >
      <Form.Item name="templateCode" label={t('template.choose')} rules={required}>
        <Radio.Group className="template-choices" onChange={(event) => setCode(offered.find((one) => one.code === event.target.value)?.code)}>
          {offered.map((one) => (
            <Radio key={one.code} value={one.code}>
              {one.name}
              <small className="soft">{one.about}</small>
            </Radio>
          ))}
        </Radio.Group>
      </Form.Item>
      {template && (
        <p className="soft">
          {t('template.source')} {template.source}
          <br />
          {template.targets
            .slice(0, 6)
            .map((target) => `${word('Priority', target.priority)} ${word('Metric', target.metric)} ${promise(target.duration)}`)
            .join(t('comma'))}
          {template.targets.length > 6 && ' …'}
        </p>
      )}
      <div className="field-row">
        <Form.Item name="ownerId" label={t('policy.owner')} rules={required}>
          <AgencySelect />
        </Form.Item>
        <Form.Item name="code" label={t('policy.code')} rules={required}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="name" label={t('policy.name')} rules={required}>
          <Input maxLength={200} />
        </Form.Item>
      </div>
      {template && (
        <div className="field-row">
          {template.calendarRoles.map((role) => (
            <Form.Item key={role} name={['calendars', role]} label={t('template.calendarOf', { role: word('CalendarRole', role) })} rules={required}>
              <Select options={(calendars.data?.calendars.nodes ?? []).map((one) => ({ value: one.id, label: one.name }))} />
            </Form.Item>
          ))}
        </div>
      )}
    </FormDialog>
  );
}
