import { Button, Flex, type TableProps, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConfirm } from '../form/confirm.ts';
import { useAct } from '../form/send.ts';
import { useConnection } from '../list/connection.ts';
import { ConnectionTable } from '../list/connection-table.tsx';
import { Page } from '../page/page.tsx';
import { CivilDate } from '../time/instant.tsx';
import { WordTag } from '../words/word.tsx';
import { CertificateDialog, SkillsDialog } from './engineer-dialogs.tsx';
import { EngineersDocument, type EngineerRowFragment, WithdrawEngineerCertificateDocument } from './engineers.gql.ts';
import './teams.css';

type Open = { form: 'skills' | 'certificate'; engineer: EngineerRowFragment };

/** The vendor's people: what they know, what proves it, and how much they have to do. */
export default function EngineersPage() {
  const { t } = useTranslation('teams');
  const confirm = useConfirm();
  const list = useConnection({ document: EngineersDocument, variables: {}, pick: (data) => data.vendorEngineers });
  const [open, setOpen] = useState<Open | null>(null);
  const { act: withdraw } = useAct(WithdrawEngineerCertificateDocument, (data) => data.withdrawEngineerCertificate);

  async function onWithdraw(certificate: EngineerRowFragment['certificates'][number]) {
    const sure = await confirm({ title: t('engineers.withdrawTitle', { name: certificate.name }), act: t('engineers.withdraw'), danger: true });
    if (sure && (await withdraw({ input: { certificateId: certificate.id } }))) list.reload();
  }
  const close = () => setOpen(null);
  const certificates = (engineer: EngineerRowFragment) => <Certificates engineer={engineer} onWithdraw={(one) => void onWithdraw(one)} />;
  const acts = (engineer: EngineerRowFragment) => (
    <Flex gap="small" wrap>
      {engineer.availableActions.includes('SET_ENGINEER_SKILLS') && (
        <Button size="small" onClick={() => setOpen({ form: 'skills', engineer })}>
          {t('engineers.skills')}
        </Button>
      )}
      {engineer.availableActions.includes('ADD_ENGINEER_CERTIFICATE') && (
        <Button size="small" onClick={() => setOpen({ form: 'certificate', engineer })}>
          {t('engineers.addCertificate')}
        </Button>
      )}
    </Flex>
  );
  const columns: NonNullable<TableProps<EngineerRowFragment>['columns']> = [
    { title: t('engineers.name'), width: 120, render: (_, one) => <strong>{one.user.name}</strong> },
    { title: t('engineers.open'), width: 90, render: (_, one) => <span className="figure">{one.openTickets}</span> },
    { title: t('engineers.teams'), width: 180, render: (_, one) => one.teams.map((team) => team.name).join(t('listed')) || '—' },
    { title: t('engineers.knows'), width: 240, render: (_, one) => <Skills engineer={one} /> },
    { title: t('engineers.certificates'), width: 320, render: (_, one) => certificates(one) },
  ];
  if (list.rows.some(isChangeable)) columns.push({ title: t('actions'), width: 200, render: (_, one) => acts(one) });
  return (
    <Page title={t('engineers.title')} lead={t('engineers.lead')}>
      <ConnectionTable
        name={t('engineers.title')}
        list={list}
        columns={columns}
        rowKey={(one) => `${one.vendor.id} ${one.user.id}`}
        card={(one) => (
          <Flex vertical gap={6}>
            <strong>
              {one.user.name} · {t('engineers.openCount', { count: one.openTickets })}
            </strong>
            <Labelled label={t('engineers.knows')}>
              <Skills engineer={one} />
            </Labelled>
            <Labelled label={t('engineers.certificates')}>{certificates(one)}</Labelled>
            {acts(one)}
          </Flex>
        )}
      />
      {open?.form === 'skills' && <SkillsDialog engineer={open.engineer} onClose={close} onDone={list.reload} />}
      {open?.form === 'certificate' && <CertificateDialog engineer={open.engineer} onClose={close} onDone={list.reload} />}
    </Page>
  );
}

function isChangeable({ availableActions }: EngineerRowFragment): boolean {
  return availableActions.includes('SET_ENGINEER_SKILLS') || availableActions.includes('ADD_ENGINEER_CERTIFICATE');
}

function Labelled({ label, children }: { label: string; children: ReactNode }) {
  const { t } = useTranslation('teams');
  return (
    <Flex gap={4} align="baseline">
      <span className="engineer-label">{t('labelled', { label })}</span>
      {children}
    </Flex>
  );
}

function Skills({ engineer }: { engineer: EngineerRowFragment }) {
  const { t } = useTranslation('teams');
  const known = [...engineer.systemTypes, ...engineer.technologies];
  if (known.length === 0) return <span className="soft">{t('engineers.noSkills')}</span>;
  return (
    <div className="engineer-tags">
      {known.map((skill) => (
        <Tag key={skill}>{skill}</Tag>
      ))}
    </div>
  );
}

type CertificatesProps = { engineer: EngineerRowFragment; onWithdraw: (certificate: EngineerRowFragment['certificates'][number]) => void };

function Certificates({ engineer, onWithdraw }: CertificatesProps) {
  const { t } = useTranslation('teams');
  if (engineer.certificates.length === 0) return <span className="soft">{t('engineers.noCertificates')}</span>;
  return (
    <ul className="engineer-certificates">
      {engineer.certificates.map((one) => (
        <li key={one.id}>
          {one.name} <WordTag of="CertificateStanding" is={one.standing} />
          <small>
            {one.number}
            {one.validUntil && (
              <>
                {' · '}
                {t('engineers.until')} <CivilDate date={one.validUntil} />
              </>
            )}
          </small>
          {one.availableActions.includes('WITHDRAW_ENGINEER_CERTIFICATE') && (
            <Button type="link" size="small" aria-label={t('engineers.withdrawNamed', { name: one.name })} onClick={() => onWithdraw(one)}>
              {t('engineers.withdraw')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
