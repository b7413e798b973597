export const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];

const KEPT = 'gongdan.language';

export function isLanguage(text: string | null | undefined): text is Language {
  return text === 'zh' || text === 'en';
}

/** As chosen before; else the browser's, where anything but Chinese is English. */
function firstLanguage(): Language {
  const kept = localStorage.getItem(KEPT);
  if (isLanguage(kept)) return kept;
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

let current: Language = firstLanguage();

export function currentLanguage(): Language {
  return current;
}

export function keepLanguage(language: Language): void {
  current = language;
  localStorage.setItem(KEPT, language);
  document.documentElement.lang = localeOf(language);
}

export function localeOf(language: Language): 'zh-CN' | 'en-GB' {
  return language === 'zh' ? 'zh-CN' : 'en-GB';
}

/** The API answers in it. */
export function apiLanguage(): string {
  return localeOf(current);
}

export function languageOf(text: string): Language {
  return isLanguage(text) ? text : 'zh';
}
