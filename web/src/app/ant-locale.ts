import type { Locale } from 'antd/es/locale';
import dayjs from 'dayjs';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isLanguage, type Language } from './language.ts';

/** Ant's own words and dayjs's, of one language at a time. */
const loaders: Record<Language, () => Promise<Locale>> = {
  async zh() {
    const [ant] = await Promise.all([import('antd/locale/zh_CN'), import('dayjs/locale/zh-cn')]);
    dayjs.locale('zh-cn');
    return ant.default;
  },
  async en() {
    const [ant] = await Promise.all([import('antd/locale/en_GB'), import('dayjs/locale/en-gb')]);
    dayjs.locale('en-gb');
    return ant.default;
  },
};

export function useAntLocale(): Locale | undefined {
  const { i18n } = useTranslation();
  const [locale, setLocale] = useState<Locale>();
  const { language } = i18n;
  useEffect(() => {
    if (!isLanguage(language)) return;
    let current = true;
    void loaders[language]().then((loaded) => current && setLocale(loaded));
    return () => {
      current = false;
    };
  }, [language]);
  return locale;
}
