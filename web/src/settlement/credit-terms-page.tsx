import { Button, Empty, Flex } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnection } from '../list/connection.ts';
import { FilterBar } from '../list/filter-bar.tsx';
import { text, useFilters } from '../list/filters.ts';
import { Page } from '../page/page.tsx';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';
import { ContractSelect } from '../party/contract-select.tsx';
import { useMay } from '../session/viewer.tsx';
import { StepDialog } from '../step/step-dialog.tsx';
import { CivilDate, Instant } from '../time/instant.tsx';
import { ToneTag } from '../words/tone-tag.tsx';
import { readRules } from './credit-rules.ts';
import { ProposeTerms } from './propose-terms.tsx';
import { RulesInWords } from './rules-in-words.tsx';
import { AcceptCreditTermsDocument, type ContractCreditTermsQuery, ContractCreditTermsDocument, RejectCreditTermsDocument } from './terms.gql.ts';
import '../step/step.css';
import './settlement.css';

export type TermsVersion = ContractCreditTermsQuery['creditTerms']['nodes'][number];

const fields = { contract: text() };

/** What a contract says of service credits, version by version: proposed by one person, decided by another. */
export default function CreditTermsPage() {
  const { t } = useTranslation('settlement');
  const may = useMay();
  const { values, set } = useFilters(fields);
  const contractId = values.contract ?? '';
  const [proposing, setProposing] = useState(false);
  const list = useConnection({
    document: ContractCreditTermsDocument,
    variables: { contractId },
    pick: (data) => data.creditTerms,
    pause: !values.contract,
  });
  const versions = list.rows.toReversed();
  return (
    <Page
      title={t('terms.title')}
      lead={t('terms.lead')}
      actions={
        values.contract &&
        may('statement.prepare') && (
          <Button type="primary" onClick={() => setProposing(true)}>
            {t('terms.propose')}
          </Button>
        )
      }
    >
      <FilterBar>
        <ContractSelect aria-label={t('field.contract')} value={values.contract} onChange={(contract) => set({ contract })} allowClear />
      </FilterBar>
      {values.contract ? (
        <QueryState query={list} retry={list.reload} empty={list.rows.length === 0} emptyText={t('terms.none')}>
          {versions.length > 0 ? versions.map((version) => <Version key={version.id} version={version} reload={list.reload} />) : null}
        </QueryState>
      ) : (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('terms.choose')} />
      )}
      {proposing && <ProposeTerms contractId={contractId} versions={versions} onClose={() => setProposing(false)} onDone={list.reload} />}
    </Page>
  );
}

function Version({ version, reload }: { version: TermsVersion; reload: () => void }) {
  const { t } = useTranslation(['settlement', 'app']);
  const [step, setStep] = useState<'accept' | 'reject' | null>(null);
  const tone = version.accepted === null ? 'waiting' : version.accepted ? 'good' : 'bad';
  const state = version.accepted === null ? t('terms.waiting') : version.accepted ? t('terms.accepted') : t('terms.rejected');
  return (
    <Section
      title={t('terms.version', { number: version.number })}
      actions={
        <Flex gap="small" align="center" wrap>
          <ToneTag tone={tone}>{state}</ToneTag>
          {version.availableActions.includes('REJECT_CREDIT_TERMS') && (
            <Button size="small" danger onClick={() => setStep('reject')}>
              {t('terms.reject')}
            </Button>
          )}
          {version.availableActions.includes('ACCEPT_CREDIT_TERMS') && (
            <Button size="small" type="primary" onClick={() => setStep('accept')}>
              {t('terms.accept')}
            </Button>
          )}
        </Flex>
      }
    >
      <p className="soft">
        {t('terms.effective')} <CivilDate date={version.effectiveOn} /> · {t('terms.proposer')} {version.proposerName} · <Instant at={version.createdAt} />
        {version.deciderName && (
          <>
            {' '}
            · {t('terms.decider')} {version.deciderName} · <Instant at={version.decidedAt} />
          </>
        )}
      </p>
      <p className="said">
        {t('terms.reason')}
        {t('app:colon')}
        {version.reason}
        {version.decisionNote && ` · ${version.decisionNote}`}
      </p>
      <RulesInWords rules={readRules(version.rules)} />
      {step === 'accept' && (
        <StepDialog
          title={t('terms.acceptTitle', { number: version.number })}
          lead={t('terms.acceptLead')}
          act={t('terms.accept')}
          fields={[{ name: 'note', label: t('field.note') }]}
          document={AcceptCreditTermsDocument}
          pick={(data) => data.acceptCreditTerms}
          variables={({ note }) => ({ input: { creditTermsId: version.id, note } })}
          done={t('terms.acceptedDone')}
          onClose={() => setStep(null)}
          onDone={reload}
        />
      )}
      {step === 'reject' && (
        <StepDialog
          title={t('terms.rejectTitle', { number: version.number })}
          act={t('terms.reject')}
          danger
          fields={[{ name: 'reason', label: t('field.reason'), required: true }]}
          document={RejectCreditTermsDocument}
          pick={(data) => data.rejectCreditTerms}
          variables={({ reason = '' }) => ({ input: { creditTermsId: version.id, reason } })}
          done={t('terms.rejectedDone')}
          onClose={() => setStep(null)}
          onDone={reload}
        />
      )}
    </Section>
  );
}
