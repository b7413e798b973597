import { useTranslation } from 'react-i18next';
import { Name } from '../../party/name.tsx';
import { Ago, Instant } from '../../time/instant.tsx';
import { ToneTag } from '../../words/tone-tag.tsx';
import { Word, WordTag } from '../../words/word.tsx';
import { useTopics } from './topics.ts';
import type { WebhookEndpointListedFragment, WebhookEndpointRowFragment } from './webhooks.gql.ts';

type Props = { of: WebhookEndpointRowFragment };

export function EndpointOwner({ of }: Props) {
  return <Name of={of.agency ?? of.vendor} />;
}

/** Whether anything is delivered, and why not. */
export function EndpointState({ of }: Props) {
  const { t } = useTranslation('admin');
  if (of.active) {
    return of.failingSince ? <ToneTag tone="waiting">{t('webhooks.failing')}</ToneTag> : <ToneTag tone="good">{t('webhooks.on')}</ToneTag>;
  }
  return (
    <ToneTag tone={of.disabledReason === 'BY_HAND' ? 'plain' : 'bad'}>
      {t('webhooks.off')} · <Word of="WebhookDisabledReason" is={of.disabledReason} />
    </ToneTag>
  );
}

/** The state's time: since when it is off, or nothing was taken. */
export function EndpointSince({ of }: Props) {
  const { t } = useTranslation('admin');
  const at = of.disabledAt ?? of.failingSince;
  if (!at) return null;
  return (
    <span className="soft">
      {t('webhooks.since')} <Instant at={at} />
    </span>
  );
}

/** The topics in words, as many as there is room for. */
export function EndpointTopics({ of, most = of.topics.length }: Props & { most?: number }) {
  const { t } = useTranslation('admin');
  const { word } = useTopics();
  if (of.topics.length === 0) return t('webhooks.allTopics');
  const shown = of.topics.slice(0, most).map(word).join(t('listed'));
  const rest = of.topics.length - most;
  return rest > 0 ? t('webhooks.andMore', { topics: shown, count: rest }) : shown;
}

/** The newest message to it. */
export function LastDelivery({ of }: { of: WebhookEndpointListedFragment }) {
  const { t } = useTranslation('admin');
  const last = of.lastDelivery;
  if (!last) return <span className="soft">{t('webhooks.never')}</span>;
  return (
    <span className="soft">
      <WordTag of="WebhookDeliveryState" is={last.state} /> <Ago at={last.createdAt} />
    </span>
  );
}
