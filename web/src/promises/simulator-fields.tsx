import { Button, Collapse, DatePicker, Form, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { useLanguage } from '../app/use-language.ts';
import { Section } from '../page/section.tsx';
import { SystemSelect } from '../party/pick.tsx';
import { SERVICE_ZONE, zoneName } from '../time/format.ts';
import { instantOf, wallOf } from '../time/wall.ts';
import { priorities, ticketKinds } from '../words/values.ts';
import { useWord, useWordOptions } from '../words/word.tsx';
import { SimulatorPoliciesDocument } from './simulator.gql.ts';
import { moments, type SimulatorValues } from './simulator-values.ts';

type Props = { values: SimulatorValues; raisedAt: string; onChange: (change: Partial<SimulatorValues>) => void; onReset: () => void };

export function SimulatorFields({ values, raisedAt, onChange, onReset }: Props) {
  const { t } = useTranslation('promises');
  const options = useWordOptions();
  const word = useWord();
  const language = useLanguage();
  const [policies] = useQuery({ query: SimulatorPoliciesDocument });
  const versions = (policies.data?.policies.nodes ?? []).map((policy) => ({
    label: policy.name,
    options: [...policy.versions].reverse().map((version) => ({
      value: version.id,
      label: `${policy.name} · ${t('version.option', { number: version.number, state: word('PolicyState', version.state) })}`,
    })),
  }));
  const at = (name: (typeof moments)[number] | 'pausedFrom' | 'pausedTo') => (
    <Form.Item key={name} label={t(`simulator.${name}`)} htmlFor={`simulator-${name}`}>
      <DatePicker
        id={`simulator-${name}`}
        className="fill"
        showTime={{ format: 'HH:mm' }}
        format="YYYY-MM-DD HH:mm"
        value={values[name] ? wallOf(values[name]) : null}
        onChange={(picked) => onChange({ [name]: picked ? instantOf(picked) : undefined })}
      />
    </Form.Item>
  );
  return (
    <Section
      title={t('simulator.question')}
      actions={
        <Button type="text" size="small" onClick={onReset}>
          {t('simulator.reset')}
        </Button>
      }
    >
      <Form layout="vertical">
        <Form.Item label={t('simulator.system')} htmlFor="simulator-system">
          <SystemSelect id="simulator-system" value={values.systemId} onChange={(systemId) => onChange({ systemId })} allowClear className="fill" />
        </Form.Item>
        <Form.Item label={t('simulator.version')} htmlFor="simulator-version" extra={values.systemId ? t('simulator.versionInstead') : t('simulator.versionAlone')}>
          <Select
            id="simulator-version"
            allowClear
            loading={policies.fetching}
            value={values.versionId}
            options={versions}
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('simulator.whatBinds')}
            onChange={(versionId?: string) => onChange({ versionId })}
          />
        </Form.Item>
        <div className="field-row">
          <Form.Item label={t('simulator.kind')} htmlFor="simulator-kind">
            <Select id="simulator-kind" value={values.kind ?? 'INCIDENT'} options={options('TicketKind', ticketKinds)} onChange={(kind) => onChange({ kind })} />
          </Form.Item>
          {!values.systemId && (
            <Form.Item label={t('simulator.site')} htmlFor="simulator-site">
              <Select
                id="simulator-site"
                allowClear
                value={values.siteClass}
                options={options('SiteClass', ['CITY', 'COUNTY'])}
                onChange={(siteClass?: 'CITY' | 'COUNTY') => onChange({ siteClass })}
              />
            </Form.Item>
          )}
        </div>
        <Form.Item label={t('simulator.priority')}>
          <Radio.Group
            optionType="button"
            aria-label={t('simulator.priority')}
            value={values.priority ?? 'P2'}
            options={options('Priority', priorities)}
            onChange={(event) => onChange({ priority: priorities.find((one) => one === event.target.value) })}
          />
        </Form.Item>
        <Form.Item label={t('simulator.raisedAt')} htmlFor="simulator-raisedAt" extra={zoneName(SERVICE_ZONE, language)}>
          <DatePicker
            id="simulator-raisedAt"
            className="fill"
            showTime={{ format: 'HH:mm' }}
            format="YYYY-MM-DD HH:mm"
            allowClear={values.raisedAt !== undefined}
            value={wallOf(raisedAt)}
            onChange={(picked) => onChange({ raisedAt: picked ? instantOf(picked) : undefined })}
          />
        </Form.Item>
        <Collapse
          size="small"
          items={[
            {
              key: 'story',
              label: t('simulator.story'),
              children: (
                <>
                  <p className="soft">{t('simulator.storyText')}</p>
                  {moments.map(at)}
                  {at('pausedFrom')}
                  {at('pausedTo')}
                </>
              ),
            },
          ]}
        />
      </Form>
    </Section>
  );
}
