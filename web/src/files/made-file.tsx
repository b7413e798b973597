import { App, Button, Progress } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { localeOf } from '../app/language.ts';
import { useLanguage } from '../app/use-language.ts';
import { formatBytes } from './download.tsx';
import { reasonOf } from './send-bytes.ts';

type MadeFile = { name: string; url: string };

/** Pieces of an answer, each told as it comes. */
async function receive(response: Response, heard: (bytes: number) => void): Promise<Blob> {
  const reader = response.body?.getReader();
  if (!reader) return response.blob();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    bytes += value.length;
    heard(bytes);
  }
  return new Blob(parts, { type: response.headers.get('content-type') ?? '' });
}

function keep(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads it after the click has returned.
  window.setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Fetches a file that the server makes only now, and says in the corner how far it is; it can be called off. */
export function useMadeFile(): (file: MadeFile) => Promise<void> {
  const { notification } = App.useApp();
  const { t } = useTranslation('app');
  const language = useLanguage();
  return useCallback(
    async ({ name, url }) => {
      const off = new AbortController();
      const show = (text: string, percent: number) =>
        notification.open({
          key: url,
          title: name,
          description: (
            <>
              <span role="status">{text}</span>
              <Progress percent={percent} status="active" showInfo={percent > 0} aria-label={name} />
            </>
          ),
          duration: 0,
          closable: false,
          actions: (
            <Button size="small" onClick={() => off.abort()}>
              {t('cancel')}
            </Button>
          ),
        });
      show(t('file.making'), 0);
      try {
        const response = await fetch(url, { signal: off.signal, headers: { 'accept-language': localeOf(language) } });
        if (!response.ok) throw new Error(reasonOf(await response.text()));
        const total = Number(response.headers.get('content-length') ?? 0);
        const blob = await receive(response, (bytes) => {
          const size = formatBytes(bytes, localeOf(language));
          show(t('file.receiving', { size }), total > 0 ? Math.round((bytes / total) * 100) : 0);
        });
        keep(blob, name);
        notification.success({ key: url, title: name, description: t('file.made', { size: formatBytes(blob.size, localeOf(language)) }), duration: 5, actions: null });
      } catch (problem) {
        if (off.signal.aborted) {
          notification.destroy(url);
          return;
        }
        const reason = problem instanceof Error && !(problem instanceof TypeError) && problem.message ? problem.message : t('file.gone');
        notification.error({ key: url, title: name, description: reason, duration: 0, actions: null });
      }
    },
    [notification, t, language],
  );
}
