import { DownOutlined, StarFilled } from '@ant-design/icons';
import { Button, Dropdown, Form, Input, type MenuProps, Modal, Select } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { useConfirm } from '../form/confirm.ts';
import { useAct } from '../form/send.ts';
import { Problems, useSendForm } from '../form/send-form.tsx';
import { useName } from '../party/name.tsx';
import { useViewer } from '../session/viewer.tsx';
import { filterOf, type ListValues, orderOf } from './list-filters.ts';
import { valuesOfView } from './view-values.ts';
import { DeleteViewDocument, SavedViewsDocument, SaveViewDocument, SetDefaultViewDocument, UpdateViewDocument, type ViewOfTicketsFragment } from './views.gql.ts';

type Props = { values: ListValues; set: (change: Partial<ListValues>) => void; isFiltered: boolean };

/** Names for filters and an order: choose one, keep what is chosen now, begin with one. */
export function SavedViews({ values, set, isFiltered }: Props) {
  const { t } = useTranslation('tickets');
  const [query] = useQuery({ query: SavedViewsDocument });
  const [saving, setSaving] = useState(false);
  const confirm = useConfirm();
  const update = useAct(UpdateViewDocument, (data) => data.updateView);
  const remove = useAct(DeleteViewDocument, (data) => data.deleteView);
  const prefer = useAct(SetDefaultViewDocument, (data) => data.setDefaultView);
  // Views that search are opened by the search page.
  const views = (query.data?.savedViews.nodes ?? []).filter(({ words }) => words === null);
  const current = views.find(({ id }) => id === values.view);
  const show = (view: ViewOfTicketsFragment) => set(valuesOfView(view));
  useBeginning(views, isFiltered, show);

  async function forget(view: ViewOfTicketsFragment) {
    if (!(await confirm({ title: t('views.deleteTitle', { name: view.name }), act: t('views.delete'), danger: true }))) return;
    if (await remove.act({ input: { viewId: view.id, expectedVersion: view.version } })) set({ view: undefined });
  }
  const items: NonNullable<MenuProps['items']> = [
    ...views.map((view) => ({
      key: view.id,
      label: view.mine ? view.name : `${view.name} · ${view.owner.name}`,
      icon: view.isDefault ? <StarFilled /> : undefined,
      onClick: () => show(view),
    })),
    ...(views.length > 0 ? [{ type: 'divider' as const }] : []),
    { key: 'save', label: t('views.save'), onClick: () => setSaving(true) },
    ...(current
      ? [
          {
            key: 'prefer',
            label: current.isDefault ? t('views.noDefault') : t('views.default'),
            onClick: () => void prefer.act({ input: { viewId: current.isDefault ? undefined : current.id } }),
          },
        ]
      : []),
    ...(current?.mine
      ? [
          {
            key: 'update',
            label: t('views.update', { name: current.name }),
            onClick: () => void update.act({ input: { viewId: current.id, expectedVersion: current.version, filter: filterOf(values), orderBy: orderOf(values) } }),
          },
          { key: 'delete', label: t('views.delete'), danger: true, onClick: () => void forget(current) },
        ]
      : []),
  ];
  return (
    <>
      <Dropdown trigger={['click']} menu={{ items, selectedKeys: current ? [current.id] : [] }}>
        <Button>
          {current?.name ?? t('views.title')} <DownOutlined />
        </Button>
      </Dropdown>
      {saving && (
        <SaveView
          values={values}
          onClose={(viewId) => {
            setSaving(false);
            if (viewId) set({ view: viewId });
          }}
        />
      )}
    </>
  );
}

/** Whoever opens the list without any condition begins with the view that they prefer. */
function useBeginning(views: readonly ViewOfTicketsFragment[], isFiltered: boolean, show: (view: ViewOfTicketsFragment) => void): void {
  const decided = useRef(isFiltered);
  useEffect(() => {
    if (decided.current || views.length === 0) return;
    decided.current = true;
    const preferred = views.find(({ isDefault }) => isDefault);
    if (preferred) show(preferred);
  }, [views, show]);
}

function SaveView({ values, onClose }: { values: ListValues; onClose: (viewId?: string) => void }) {
  const { t } = useTranslation('tickets');
  const { roles } = useViewer();
  const name = useName();
  const [form] = Form.useForm<{ name: string; organisationId?: string }>();
  const { submit, busy, problems } = useSendForm(form, SaveViewDocument, (data) => data.saveView);
  const organisations = new Map(roles.flatMap(({ agency, vendor }) => [agency, vendor]).flatMap((one) => (one ? [[one.id, name(one)] as const] : [])));
  return (
    <Modal open title={t('views.save')} okText={t('views.save')} okButtonProps={{ loading: busy }} onOk={() => form.submit()} onCancel={() => onClose()}>
      <Form
        form={form}
        layout="vertical"
        onFinish={async (filled) => {
          const done = await submit({ input: { ...filled, filter: filterOf(values), orderBy: orderOf(values) } });
          if (done) onClose(done.view?.id);
        }}
      >
        <Form.Item label={t('views.name')} name="name" rules={[{ required: true, whitespace: true, message: t('act.missing', { field: t('views.name') }) }]}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item label={t('views.share')} name="organisationId" extra={t('views.shareHelp')}>
          <Select allowClear placeholder={t('views.onlyMe')} options={[...organisations].map(([value, label]) => ({ value, label }))} />
        </Form.Item>
        <Problems of={problems} />
      </Form>
    </Modal>
  );
}
