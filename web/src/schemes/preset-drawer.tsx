import { App, Button, Drawer, Form, Grid, Input, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useQuery } from 'urql';
import { Problems, useSendForm } from '../form/send-form.tsx';
import { QueryState } from '../page/query-state.tsx';
import { AgencySelect } from '../party/pick.tsx';
import { readSpec } from './scheme-spec.ts';
import { SchemeView } from './scheme-view.tsx';
import { CreateSchemeFromPresetDocument, SchemePresetsDocument } from './schemes.gql.ts';

type Values = { preset: string; code: string; name?: string; ownerId: string };

/** Makes a shipped scheme an agency's own. */
export function PresetDrawer({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation(['schemes', 'app']);
  const { message } = App.useApp();
  const navigate = useNavigate();
  const narrow = !(Grid.useBreakpoint().md ?? true);
  const [query, again] = useQuery({ query: SchemePresetsDocument });
  const presets = query.data?.scoringSchemePresets ?? [];
  const [form] = Form.useForm<Values>();
  const [chosen, setChosen] = useState<string>();
  const preset = presets.find((one) => one.code === chosen);
  const { submit, busy, problems } = useSendForm(form, CreateSchemeFromPresetDocument, (data) => data.createScoringSchemeFromPreset);

  async function send(input: Values) {
    const payload = await submit({ input });
    if (!payload?.scheme) return;
    void message.success(t('schemes.made'));
    onDone();
    void navigate(`/schemes/${encodeURIComponent(payload.scheme.id)}`);
  }

  const required = [{ required: true, message: t('app:required') }];
  return (
    <Drawer
      open
      size={narrow ? '100%' : 760}
      title={t('schemes.fromPreset')}
      onClose={onClose}
      extra={
        <Button type="primary" loading={busy} onClick={() => form.submit()}>
          {t('schemes.make')}
        </Button>
      }
    >
      <QueryState query={query} retry={() => again({ requestPolicy: 'network-only' })}>
        {presets.length > 0 && (
          <Form
            form={form}
            layout="vertical"
            requiredMark="optional"
            disabled={busy}
            onValuesChange={(changed: Partial<Values>) => changed.preset && setChosen(changed.preset)}
            onFinish={(input) => void send(input)}
          >
            <Form.Item name="preset" label={t('schemes.preset')} rules={required}>
              <Radio.Group className="preset-list">
                {presets.map((one) => (
                  <Radio key={one.code} value={one.code}>
                    {one.name}
                    <br />
                    <small className="soft">{one.note}</small>
                  </Radio>
                ))}
              </Radio.Group>
            </Form.Item>
            <Form.Item name="ownerId" label={t('field.owner')} extra={t('schemes.ownerHelp')} rules={required}>
              <AgencySelect />
            </Form.Item>
            <Form.Item name="code" label={t('field.code')} extra={t('schemes.codeHelp')} rules={required}>
              <Input maxLength={40} />
            </Form.Item>
            <Form.Item name="name" label={t('field.name')} extra={t('schemes.nameHelp')}>
              <Input maxLength={200} />
            </Form.Item>
            <Problems of={problems} />
            {preset && <SchemeView spec={readSpec(preset.spec)} />}
          </Form>
        )}
      </QueryState>
    </Drawer>
  );
}
