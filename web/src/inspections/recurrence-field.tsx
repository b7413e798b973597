import { Button, Checkbox, Input, InputNumber, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMonthName, useRecurrence } from './recurrence.ts';
import { frequencies, LAST, readRule, type Rule, ruleDays, writeRule } from './rule.ts';

type Props = { id?: string; value?: string; onChange?: (rule: string) => void };

const blank: Rule = { frequency: 'MONTHLY', interval: 1, weekdays: [], months: [], dates: [1], nth: null };
const monthNumbers = Array.from({ length: 12 }, (_, at) => at + 1);
const dateNumbers = [...Array.from({ length: 31 }, (_, at) => at + 1), LAST];
const nths = [1, 2, 3, 4, 5] as const;
/** `INTERVAL` beyond this has no use; the API has no bound of its own. */
const LONGEST = 99;

/** How often: by fields where they can say it, else as a rule (RFC 5545). */
export function RecurrenceField({ id, value = '', onChange }: Props) {
  const { t } = useTranslation('inspections');
  const words = useRecurrence();
  const rule = readRule(value);
  const [byHand, setByHand] = useState(value !== '' && rule === null);
  if (byHand) {
    return (
      <div className="inspection-rule">
        <Input {...(id ? { id } : {})} value={value} maxLength={300} spellCheck={false} className="code" onChange={(event) => onChange?.(event.target.value)} />
        <Button
          size="small"
          type="link"
          onClick={() => {
            if (rule === null) onChange?.(writeRule(blank));
            setByHand(false);
          }}
        >
          {t('rule.byFields')}
        </Button>
      </div>
    );
  }
  return (
    <div className="inspection-rule">
      <RuleFields id={id} rule={rule ?? blank} onChange={(next) => onChange?.(writeRule(next))} />
      <span className="inspection-soft" aria-live="polite">
        {words(value)}
      </span>
      <Button size="small" type="link" onClick={() => setByHand(true)}>
        {t('rule.byHand')}
      </Button>
    </div>
  );
}

function RuleFields({ id, rule, onChange }: { id: string | undefined; rule: Rule; onChange: (rule: Rule) => void }) {
  const { t } = useTranslation('inspections');
  const monthName = useMonthName();
  const { frequency, interval, weekdays, months, dates, nth } = rule;
  const change = (part: Partial<Rule>) => onChange({ ...rule, ...part });
  const ofMonth = frequency === 'MONTHLY' || (frequency === 'YEARLY' && months.length > 0);
  return (
    <>
      <div className="inspection-rule-line">
        {t('rule.every')}
        <InputNumber
          {...(id ? { id } : {})}
          aria-label={t('rule.interval')}
          min={1}
          max={LONGEST}
          precision={0}
          value={interval}
          onChange={(next) => change({ interval: next ?? 1 })}
        />
        <Select
          aria-label={t('rule.unit')}
          value={frequency}
          popupMatchSelectWidth={false}
          options={frequencies.map((one) => ({ value: one, label: t(`rule.of.${one}`, { count: interval }) }))}
          onChange={(next) => onChange({ ...blank, frequency: next, interval, dates: next === 'MONTHLY' ? blank.dates : [] })}
        />
      </div>
      {frequency === 'WEEKLY' && (
        <Checkbox.Group
          aria-label={t('rule.weekdays')}
          value={[...weekdays]}
          options={ruleDays.map((day) => ({ value: day, label: t(`recurs.${day}`) }))}
          onChange={(next) => change({ weekdays: next })}
        />
      )}
      {frequency === 'YEARLY' && (
        <Select
          mode="multiple"
          className="inspection-many"
          aria-label={t('rule.months')}
          placeholder={t('rule.monthOfBegin')}
          value={[...months]}
          options={monthNumbers.map((month) => ({ value: month, label: monthName(month) }))}
          onChange={(next) => change(next.length > 0 ? { months: next } : { months: [], dates: [], nth: null })}
        />
      )}
      {ofMonth && (
        <div className="inspection-rule-line">
          <Radio.Group
            aria-label={t('rule.dayOfMonth')}
            optionType="button"
            value={nth ? 'weekday' : 'date'}
            options={[
              { value: 'date', label: t('rule.byDate') },
              { value: 'weekday', label: t('rule.byWeekday') },
            ]}
            onChange={(event) => change(event.target.value === 'weekday' ? { nth: { nth: 1, day: 'MO' }, dates: [] } : { nth: null })}
          />
          {nth ? (
            <>
              <Select
                aria-label={t('rule.nth')}
                value={nth.nth}
                popupMatchSelectWidth={false}
                options={[...nths.map((one) => ({ value: one, label: t(`rule.place.${one}`) })), { value: LAST, label: t('rule.place.last') }]}
                onChange={(next) => change({ nth: { ...nth, nth: next } })}
              />
              <Select
                aria-label={t('rule.weekday')}
                value={nth.day}
                popupMatchSelectWidth={false}
                options={ruleDays.map((day) => ({ value: day, label: t(`recurs.${day}`) }))}
                onChange={(day) => change({ nth: { ...nth, day } })}
              />
            </>
          ) : (
            <Select
              mode="multiple"
              className="inspection-many"
              aria-label={t('rule.dates')}
              placeholder={t('rule.dateOfBegin')}
              value={[...dates]}
              options={dateNumbers.map((date) => ({ value: date, label: date === LAST ? t('recurs.monthEnd') : t('rule.dateNo', { date }) }))}
              onChange={(next) => change({ dates: next })}
            />
          )}
        </div>
      )}
    </>
  );
}
