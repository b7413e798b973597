import { Button, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { Money } from '../money/money.tsx';
import { Section } from '../page/section.tsx';
import { useMay } from '../session/viewer.tsx';
import { WordTag } from '../words/word.tsx';
import { StatementsOfContractDocument } from './periods.gql.ts';

/** What the closed period pays: its statements, and the way to prepare one. */
export function PeriodSettlement({ periodId, contractId }: { periodId: string; contractId: string }) {
  const { t } = useTranslation('appraisal');
  const may = useMay();
  const [query] = useQuery({ query: StatementsOfContractDocument, variables: { contractId }, pause: !may('statement.view') });
  if (!may('statement.view')) return null;
  const statements = query.data?.statements.nodes.filter((one) => one.assessmentId === periodId) ?? [];
  return (
    <Section
      title={t('period.settlement')}
      actions={
        may('statement.prepare') && (
          <Link to={`/statements/new?contract=${encodeURIComponent(contractId)}&assessment=${encodeURIComponent(periodId)}`}>
            <Button size="small">{t('period.prepare')}</Button>
          </Link>
        )
      }
    >
      {statements.length === 0 && <p className="soft">{t('period.noStatement')}</p>}
      {statements.map((statement) => (
        <Flex key={statement.id} gap="middle" align="baseline">
          <Link to={`/statements/${encodeURIComponent(statement.id)}`}>{t('period.statement')}</Link>
          <WordTag of="StatementState" is={statement.state} />
          <Money amount={statement.due} />
        </Flex>
      ))}
    </Section>
  );
}
