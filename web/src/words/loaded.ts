import type { Language } from '../app/language.ts';
import type { EnumWords } from './enums.ts';

const loaders: Record<Language, () => Promise<EnumWords>> = {
  zh: async () => (await import('./zh/index.ts')).zh,
  en: async () => (await import('./en/index.ts')).en,
};

const loaded: Partial<Record<Language, EnumWords>> = {};

export async function loadEnumWords(language: Language): Promise<void> {
  loaded[language] ??= await loaders[language]();
}

/** Of a language that was loaded, which the one in use always is. */
export function enumWords(language: Language): EnumWords {
  const words = loaded[language];
  if (!words) throw new Error(`the words of ${language} are not loaded`);
  return words;
}
