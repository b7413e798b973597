import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../app/use-language.ts';
import { enumWords } from '../../words/loaded.ts';

/** What the feed tells of clocks; what it tells of tickets is `ticket.` and the event's own word. */
const clockTopics = ['warn', 'breach', 'escalate', 'awaiting_calendar', 'correction', 'recomputed', 'pause_lapsed'] as const;

export type TopicOption = { value: string; label: string };

export type Topics = {
  /** To choose from: all of a kind first, then each. */
  groups: { label: string; options: TopicOption[] }[];
  /** In words; one that is not known here is shown as the feed calls it. */
  word: (topic: string) => string;
};

/** The topics of the change feed, in words. */
export function useTopics(): Topics {
  const { t } = useTranslation('admin');
  const language = useLanguage();
  return useMemo(() => {
    const events = Object.entries(enumWords(language).EventType).map(([event, label]) => ({ value: `ticket.${event.toLowerCase()}`, label }));
    const clocks = clockTopics.map((topic) => ({ value: `sla.${topic}`, label: t(`webhooks.topic.${topic}`) }));
    const groups = [
      { label: t('webhooks.ofTickets'), options: [{ value: 'ticket', label: t('webhooks.allOfTickets') }, ...events] },
      { label: t('webhooks.ofClocks'), options: [{ value: 'sla', label: t('webhooks.allOfClocks') }, ...clocks] },
    ];
    const words = new Map(groups.flatMap(({ options }) => options.map(({ value, label }) => [value, label])));
    words.set('webhook.test', t('webhooks.test'));
    return { groups, word: (topic) => words.get(topic) ?? topic };
  }, [language, t]);
}
