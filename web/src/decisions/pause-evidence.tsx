import { useTranslation } from 'react-i18next';
import { useClient } from 'urql';
import { FileList } from '../files/file-list.tsx';
import { Instant } from '../time/instant.tsx';
import { Word } from '../words/word.tsx';
import { PauseFileDocument, type PauseInFullQuery } from './pauses.gql.ts';

type FullPause = NonNullable<PauseInFullQuery['ticket']>['pauses'][number];

/** What either side put beside a pause: words, references, files. */
export function PauseEvidence({ ticketId, pause }: { ticketId: string; pause: FullPause }) {
  const { t } = useTranslation('decisions');
  const client = useClient();

  async function address(fileId: string) {
    const answer = await client.query(PauseFileDocument, { ticketId }, { requestPolicy: 'network-only' }).toPromise();
    return answer.data?.ticket?.pauses.flatMap((one) => one.evidenceFiles).find((file) => file.id === fileId)?.downloadUrl;
  }

  return (
    <>
      <h3 className="small-heading">{t('pause.evidence')}</h3>
      {pause.evidence.length === 0 && pause.evidenceFiles.length === 0 && <p className="soft">{t('pause.noEvidence')}</p>}
      {pause.evidence.map((one) => (
        <blockquote key={one.at} className="evidence">
          <p className="said">{one.text}</p>
          {one.link && <p className="said soft">{/^https?:\/\//.test(one.link) ? <a href={one.link}>{one.link}</a> : one.link}</p>}
          <footer className="soft">
            {one.by?.name ?? t('platform')} · <Word of="ActorSide" is={one.side} /> · <Instant at={one.at} />
          </footer>
        </blockquote>
      ))}
      <FileList files={pause.evidenceFiles} address={address} />
    </>
  );
}
