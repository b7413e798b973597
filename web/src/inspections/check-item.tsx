import { Alert, Button, Input, Radio, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { written } from '../form/written.ts';
import type { InspectionOutcome } from '../gql/schema.ts';
import { Instant } from '../time/instant.tsx';
import { useWordOptions, WordTag } from '../words/word.tsx';
import type { Draft, Line } from './draft.ts';
import { ItemPhotos } from './item-photos.tsx';

type Props = {
  line: Line;
  index: number;
  draft: Draft | undefined;
  /** Refused by the API. */
  problem: string | undefined;
  ticketId: string;
  nameOf: (id: string) => string | undefined;
  onChange: ((draft: Draft) => void) | undefined;
  onIncident: (() => void) | undefined;
};

/** One thing to look at: what is asked, what was answered, and large targets for a thumb. */
export function CheckItem({ line, index, draft, problem, ticketId, nameOf, onChange, onIncident }: Props) {
  const { t } = useTranslation('inspections');
  const { item, answer } = line;
  const [redo, setRedo] = useState(false);
  const shown: Draft = draft ?? {};
  const title = `${index + 1}. ${item.label}`;
  const range = item.min || item.max ? t('check.range', { min: item.min ?? '−∞', max: item.max ?? '∞', unit: item.unit ?? '' }) : null;
  return (
    <fieldset className={draft ? 'check-item check-item-changed' : 'check-item'}>
      <legend>
        {title} {item.required && <Tag>{t('check.required')}</Tag>}{' '}
        {item.critical && <Tag color="red">{t('check.critical')}</Tag>}
      </legend>
      {item.help && <p className="check-help">{item.help}</p>}
      {answer && (
        <p className="check-held">
          <WordTag of="InspectionOutcome" is={answer.outcome} />
          {answer.measured && ` ${answer.measured} ${item.unit ?? ''}`}
          {answer.text && ` ${answer.text}`}
          {answer.note && `${answer.measured || answer.text ? ' ·' : ''} ${answer.note}`}{' '}
          <small>
            {answer.actorName} <Instant at={answer.occurredAt} />
            {line.earlierAnswers.length > 0 && ` · ${t('check.earlier', { count: line.earlierAnswers.length })}`}
          </small>
        </p>
      )}
      {onChange && answer && !draft && !redo && (
        <Button size="small" className="check-away" aria-label={t('check.redoOf', { item: item.label })} onClick={() => setRedo(true)}>
          {t('check.redo')}
        </Button>
      )}
      {onChange && (!answer || draft !== undefined || redo) && <Answering line={line} shown={shown} title={title} range={range} ticketId={ticketId} nameOf={nameOf} onChange={onChange} />}
      {problem && <Alert type="error" title={problem} showIcon role="alert" />}
      {onIncident && (
        <Button danger onClick={onIncident}>
          {t('check.incident')}
        </Button>
      )}
    </fieldset>
  );
}

type AnsweringProps = Pick<Props, 'line' | 'ticketId' | 'nameOf'> & { shown: Draft; title: string; range: string | null; onChange: (draft: Draft) => void };

function Answering({ line, shown, title, range, ticketId, nameOf, onChange }: AnsweringProps) {
  const { t } = useTranslation('inspections');
  const options = useWordOptions();
  const { item } = line;
  const away = shown.outcome === 'NOT_APPLICABLE';
  const outcomes: readonly InspectionOutcome[] = ['PASS', 'FAIL', 'NOT_APPLICABLE'];
  return (
    <>
      {item.kind === 'PASS_FAIL' ? (
        <Radio.Group
          block
          buttonStyle="solid"
          optionType="button"
          size="large"
          aria-label={title}
          value={shown.outcome}
          onChange={(event: { target: { value?: InspectionOutcome } }) => onChange({ ...shown, outcome: event.target.value })}
          options={options('InspectionOutcome', outcomes)}
        />
      ) : (
        <Button
          size="small"
          type={away ? 'primary' : 'default'}
          aria-pressed={away}
          className="check-away"
          onClick={() => onChange({ ...shown, outcome: away ? undefined : 'NOT_APPLICABLE' })}
        >
          {t('check.away')}
        </Button>
      )}
      {item.kind === 'NUMBER' && !away && (
        <>
          <Input
            size="large"
            inputMode="decimal"
            aria-label={title}
            suffix={item.unit}
            value={shown.measured ?? ''}
            onChange={(event) => onChange({ ...shown, measured: written(event.target.value) })}
          />
          {range && <small className="check-help">{range}</small>}
        </>
      )}
      {item.kind === 'TEXT' && !away && (
        <Input.TextArea rows={2} maxLength={2000} aria-label={title} value={shown.text ?? ''} onChange={(event) => onChange({ ...shown, text: event.target.value === '' ? undefined : event.target.value })} />
      )}
      {!away && <ItemPhotos ticketId={ticketId} label={item.label} ids={shown.evidenceIds ?? []} nameOf={nameOf} onChange={(evidenceIds) => onChange({ ...shown, evidenceIds })} />}
      <Input
        aria-label={t('check.noteOf', { item: item.label })}
        placeholder={away ? t('check.noteNeeded') : t('check.note')}
        maxLength={2000}
        value={shown.note ?? ''}
        onChange={(event) => onChange({ ...shown, note: event.target.value === '' ? undefined : event.target.value })}
      />
    </>
  );
}
