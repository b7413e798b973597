import { SearchOutlined } from '@ant-design/icons';
import { Grid, Input, type InputRef } from 'antd';
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useMay } from '../session/viewer.tsx';
import { useShortcut } from './shortcuts.ts';

/** Finds tickets from every page; `/` leads into it. */
export function SearchBox() {
  const { t } = useTranslation('app');
  const may = useMay();
  const narrow = !(Grid.useBreakpoint().md ?? true);
  const navigate = useNavigate();
  const input = useRef<InputRef>(null);
  const [words, setWords] = useState('');
  const open = may('ticket.view');
  useShortcut('/', t('keys.search'), useCallback(() => input.current?.focus(), []), open);
  if (!open) return <div className="search-box" />;

  function find() {
    const wanted = words.trim();
    if (wanted) void navigate(`/search?q=${encodeURIComponent(wanted)}`);
  }
  return (
    <search className="search-box">
      <Input
        ref={input}
        value={words}
        onChange={(event) => setWords(event.target.value)}
        onPressEnter={find}
        prefix={<SearchOutlined />}
        suffix={<kbd aria-hidden>/</kbd>}
        placeholder={narrow ? t('search.name') : t('search.placeholder')}
        aria-label={t('search.name')}
        allowClear
      />
    </search>
  );
}
