import { Form, Input, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../form/form-dialog.tsx';
import type { SiteClass } from '../../gql/schema.ts';
import { useName } from '../../party/name.tsx';
import { AgencySelect } from '../../party/pick.tsx';
import { useWordOptions } from '../../words/word.tsx';
import { levels, useLevelName } from './level.ts';
import { CreateManagedSystemDocument, type SystemRowFragment, UpdateManagedSystemDocument } from './systems.gql.ts';
import '../admin.css';

type Values = {
  agencyId: string;
  code: string;
  name: string;
  nameEn?: string;
  systemType: string;
  protectionLevel: number;
  filingNumber?: string;
  siteClass: SiteClass;
  active: boolean;
};

type CreateProps = { agencyId: string | undefined; onClose: () => void; onDone: (id: string) => void };

export function CreateSystem({ agencyId, onClose, onDone }: CreateProps) {
  const { t } = useTranslation('admin');
  return (
    <FormDialog
      title={t('systems.create')}
      width={640}
      act={t('systems.create')}
      done={t('systems.created')}
      initial={{ agencyId }}
      document={CreateManagedSystemDocument}
      pick={(data) => data.createManagedSystem}
      variables={({ agencyId: owner, code, name, nameEn, systemType, protectionLevel, filingNumber, siteClass }: Values) => ({
        input: { agencyId: owner, code, name, nameEn, systemType, protectionLevel, filingNumber, siteClass },
      })}
      onClose={onClose}
      onDone={(payload) => payload.system && onDone(payload.system.id)}
    >
      <SystemFields made={false} />
    </FormDialog>
  );
}

export function UpdateSystem({ system, onClose }: { system: SystemRowFragment; onClose: () => void }) {
  const { t } = useTranslation('admin');
  const name = useName();
  return (
    <FormDialog
      title={t('editOf', { name: name(system) })}
      width={640}
      act={t('save')}
      done={t('saved')}
      initial={system}
      document={UpdateManagedSystemDocument}
      pick={(data) => data.updateManagedSystem}
      variables={({ name: named, nameEn, systemType, protectionLevel, filingNumber, siteClass, active }: Values) => ({
        input: {
          systemId: system.id,
          expectedVersion: system.version,
          name: named,
          nameEn: nameEn ?? '',
          systemType,
          protectionLevel,
          filingNumber: filingNumber ?? '',
          siteClass,
          active,
        },
      })}
      onClose={onClose}
    >
      <SystemFields made />
    </FormDialog>
  );
}

/** `made`: it exists already; its owner and its code stay. */
function SystemFields({ made }: { made: boolean }) {
  const { t } = useTranslation('admin');
  const level = useLevelName();
  const options = useWordOptions();
  const needed = [{ required: true, message: t('required') }];
  return (
    <>
      {!made && (
        <div className="form-pair">
          <Form.Item name="agencyId" label={t('field.owner')} rules={needed}>
            <AgencySelect className="fill" />
          </Form.Item>
          <Form.Item name="code" label={t('field.code')} rules={needed} extra={t('systems.codeHelp')}>
            <Input maxLength={40} className="code" />
          </Form.Item>
        </div>
      )}
      <Form.Item name="name" label={t('field.name')} rules={needed}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="nameEn" label={t('field.nameEn')}>
        <Input maxLength={200} />
      </Form.Item>
      <div className="form-pair">
        <Form.Item name="systemType" label={t('field.systemType')} rules={needed} extra={t('systems.typeHelp')}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="siteClass" label={t('field.siteClass')} rules={needed} extra={t('systems.siteHelp')}>
          <Select options={options('SiteClass', ['CITY', 'COUNTY'])} />
        </Form.Item>
        <Form.Item name="protectionLevel" label={t('field.protectionLevel')} rules={needed}>
          <Select options={levels.map((value) => ({ value, label: level(value) }))} />
        </Form.Item>
        <Form.Item name="filingNumber" label={t('field.filingNumber')}>
          <Input maxLength={60} />
        </Form.Item>
      </div>
      {made && (
        <Form.Item name="active" label={t('field.active')} valuePropName="checked" required extra={t('systems.activeHelp')}>
          <Switch />
        </Form.Item>
      )}
    </>
  );
}
