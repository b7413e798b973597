import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { chooseLanguage } from '../app/words.ts';

/** Named in the language that it leads to. */
export function LanguageSwitch() {
  const { i18n } = useTranslation();
  const other = i18n.language === 'zh' ? 'en' : 'zh';
  return (
    <Button type="text" className="language-switch" lang={other === 'zh' ? 'zh-CN' : 'en'} onClick={() => void chooseLanguage(other)}>
      {other === 'zh' ? '中文' : 'English'}
    </Button>
  );
}
