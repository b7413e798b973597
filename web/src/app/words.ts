import i18next, { type BackendModule, type ResourceKey } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { loadEnumWords } from '../words/loaded.ts';
import { currentLanguage, keepLanguage, type Language } from './language.ts';

/** Each folder's words are its namespace, fetched with the first page that asks for it. */
const locales = import.meta.glob<ResourceKey>('/src/*/locale.*.json', { import: 'default' });

const byFolder: BackendModule = {
  type: 'backend',
  init() {
    // Nothing is to be prepared: the folders are known.
  },
  read(language, namespace, done) {
    const load = locales[`/src/${namespace}/locale.${language}.json`];
    if (!load) {
      done(new Error(`no words for ${namespace} in ${language}`), false);
      return;
    }
    load().then(
      (words) => done(null, words),
      (problem: unknown) => done(problem instanceof Error ? problem : new Error(String(problem)), false),
    );
  },
};

export async function startWords(): Promise<void> {
  keepLanguage(currentLanguage());
  await Promise.all([loadEnumWords(currentLanguage()), startI18next()]);
}

async function startI18next(): Promise<void> {
  await i18next
    .use(byFolder)
    .use(initReactI18next)
    .init({
      lng: currentLanguage(),
      fallbackLng: false,
      ns: ['app'],
      defaultNS: 'app',
      interpolation: { escapeValue: false },
      returnNull: false,
      react: { useSuspense: true },
    });
}

export async function chooseLanguage(language: Language): Promise<void> {
  await loadEnumWords(language);
  keepLanguage(language);
  await i18next.changeLanguage(language);
}
