import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { Actions, type Offer } from '../actions/actions.tsx';
import type { ContractStep, ObjectAction } from '../gql/schema.ts';
import { flag, useFilters } from '../list/filters.ts';
import { Money } from '../money/money.tsx';
import { QueryState } from '../page/query-state.tsx';
import { Section } from '../page/section.tsx';
import { StepDialog } from '../step/step-dialog.tsx';
import { CivilDate, Instant } from '../time/instant.tsx';
import { WordTag } from '../words/word.tsx';
import { AmendmentDialog } from './amendment-dialog.tsx';
import { ActivateAmendmentDocument, type AmendmentFragment, ContractAmendmentsDocument, type TermsFragment, WithdrawAmendmentDocument } from './amendments.gql.ts';
import type { PartProps } from './contract-page.tsx';
import { useContractSystems } from './contract-systems.ts';
import { DrawDialog } from './draw-dialog.tsx';
import { TermsChange } from './terms-change.tsx';

const fields = { draft: flag() };

/** The terms as signed and every version since: what changed, from which day. */
export function Amendments({ contract, reload }: PartProps) {
  const { t } = useTranslation('contracts');
  const { values, set } = useFilters(fields);
  const [query, again] = useQuery({ query: ContractAmendmentsDocument, variables: { id: contract.id } });
  const systemIds = useContractSystems(values.draft ? contract.id : undefined);
  const node = query.data?.node?.__typename === 'ServiceContract' ? query.data.node : undefined;
  const renew = () => {
    again({ requestPolicy: 'network-only' });
    reload();
  };
  const first = node?.terms.find((terms) => terms.number === 1);
  const newest = node?.terms.at(-1);
  const amendments = [...(node?.amendments ?? [])].reverse();
  const before = (number: number) => node?.terms.findLast((terms) => terms.number < number);
  return (
    <Section title={t('tab.amendments')}>
      <QueryState query={query} retry={renew}>
        {node && (
          <ol className="versions" reversed>
            {amendments.map((amendment) => (
              <Amendment key={amendment.id} amendment={amendment} before={before(amendment.number)} contract={contract} reload={renew} />
            ))}
            {first && (
              <li>
                <div className="row-head">
                  <h3>{t('amendment.signed')}</h3>
                  <span className="soft">
                    {t('amendment.from')} <CivilDate date={first.effectiveOn} />
                  </span>
                </div>
                <p>
                  {t('field.endsOn')} <CivilDate date={first.endsOn} /> · <Money amount={first.amount} /> · {t('systems.titleOf', { count: first.systems.totalCount })} ·{' '}
                  {first.policy?.name}
                </p>
              </li>
            )}
          </ol>
        )}
      </QueryState>
      {values.draft && newest && systemIds && contract.availableActions.includes('AMEND') && (
        <AmendmentDialog contract={contract} terms={newest} systemIds={systemIds} onClose={() => set({ draft: undefined })} onDone={renew} />
      )}
    </Section>
  );
}

type AmendmentProps = PartProps & { amendment: AmendmentFragment; before: TermsFragment | undefined };

function Amendment({ amendment, before, contract, reload }: AmendmentProps) {
  const { t } = useTranslation('contracts');
  const [step, setStep] = useState<'ACTIVATE' | 'WITHDRAW' | 'DRAW' | null>(null);
  const close = () => setStep(null);
  const offers: Partial<Record<ContractStep | ObjectAction, Offer>> = {
    DRAW_REVIEWERS: { label: t('draw.act'), run: () => setStep('DRAW'), primary: true },
    ACTIVATE_AMENDMENT: { label: t('amendment.activate'), run: () => setStep('ACTIVATE'), primary: true },
    WITHDRAW_AMENDMENT: { label: t('amendment.withdraw'), run: () => setStep('WITHDRAW'), danger: true },
  };
  const shared = { onClose: close, onDone: reload };
  return (
    <li>
      <div className="row-head">
        <h3>{t('amendment.title', { number: amendment.number - 1 })}</h3>
        <WordTag of="AmendmentState" is={amendment.state} />
        <span className="soft">
          {t('amendment.from')} <CivilDate date={amendment.terms.effectiveOn} />
        </span>
        <div className="row-head-end">
          <Actions<ContractStep | ObjectAction>
            available={[...amendment.availableActions, ...(amendment.canDrawReviewers ? (['DRAW_REVIEWERS'] as const) : [])]}
            offers={offers}
          />
        </div>
      </div>
      <p>{amendment.reason}</p>
      {before && <TermsChange before={before} after={amendment.terms} />}
      <p className="soft">
        {t('amendment.drafted')} <Instant at={amendment.createdAt} />
        {amendment.decidedAt && (
          <>
            {' '}
            · {t('amendment.decided')} <Instant at={amendment.decidedAt} />
          </>
        )}
      </p>
      {step === 'DRAW' && <DrawDialog subject={{ amendmentId: amendment.id }} {...shared} />}
      {step === 'ACTIVATE' && (
        <StepDialog
          {...shared}
          title={t('amendment.activate')}
          lead={t('amendment.activateLead')}
          act={t('amendment.activate')}
          done={t('amendment.activated')}
          fields={[]}
          document={ActivateAmendmentDocument}
          pick={(data) => data.activateContractAmendment}
          variables={() => ({ input: { amendmentId: amendment.id, version: contract.version } })}
        />
      )}
      {step === 'WITHDRAW' && (
        <StepDialog
          {...shared}
          title={t('amendment.withdraw')}
          act={t('amendment.withdraw')}
          done={t('amendment.withdrawn')}
          danger
          fields={[{ name: 'reason', label: t('field.reason') }]}
          document={WithdrawAmendmentDocument}
          pick={(data) => data.withdrawContractAmendment}
          variables={(values) => ({ input: { amendmentId: amendment.id, version: contract.version, reason: values.reason } })}
        />
      )}
    </li>
  );
}
