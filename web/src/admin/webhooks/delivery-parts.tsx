import { useTranslation } from 'react-i18next';
import { Ago, Duration, Instant } from '../../time/instant.tsx';
import { Word } from '../../words/word.tsx';
import type { WebhookDeliveryRowFragment } from './webhooks.gql.ts';

type Attempt = WebhookDeliveryRowFragment['attempts'][number];

/** What came of an attempt: the receiver's status, or why there was none. */
export function Answer({ of }: { of: Attempt | undefined }) {
  if (!of) return <span aria-hidden>—</span>;
  if (of.status !== null) return <span className="figure">HTTP {of.status}</span>;
  return <Word of="WebhookAttemptFailure" is={of.failure} />;
}

export function Took({ of }: { of: Attempt }) {
  const { t } = useTranslation('admin');
  if (of.durationMs < 1_000) return <span className="figure">{t('webhooks.milliseconds', { count: of.durationMs })}</span>;
  return <Duration seconds={of.durationMs / 1_000} />;
}

/** How many attempts there were, and what came of the last one. */
export function Attempts({ of }: { of: WebhookDeliveryRowFragment }) {
  const { t } = useTranslation('admin');
  const last = of.attempts.at(-1);
  if (!last) return <span className="soft">{t('webhooks.notTried')}</span>;
  return (
    <>
      {t('webhooks.tries', { count: of.attempts.length })} · <Answer of={last} />
    </>
  );
}

/** When it is tried next, or when it ended. */
export function Then({ of }: { of: WebhookDeliveryRowFragment }) {
  const { t } = useTranslation('admin');
  return of.nextAt ? (
    <>
      {t('webhooks.next')} <Ago at={of.nextAt} />
    </>
  ) : (
    <span className="soft">
      {t('webhooks.ended')} <Instant at={of.endedAt} precision="second" />
    </span>
  );
}
