import { act, renderHook } from '@testing-library/react';
import { beforeAll, expect, test } from 'vitest';
import { chooseLanguage, startWords } from '../app/words.ts';
import { useName, useNameOrder } from './name.tsx';

beforeAll(async () => {
  localStorage.setItem('gongdan.language', 'en');
  await startWords();
});

const bureau = { name: '北海局', nameEn: 'Beihai Bureau' };

test('a name is the English one where somebody reads English and there is one', async () => {
  const { result } = renderHook(() => useName());
  expect([result.current(bureau), result.current({ name: '南宁局', nameEn: null })]).toEqual(['Beihai Bureau', '南宁局']);
  await act(() => chooseLanguage('zh'));
  expect(result.current(bureau)).toBe('北海局');
  await act(() => chooseLanguage('en'));
});

test('names stand in the order of the viewer’s language and not of their code points', async () => {
  const { result } = renderHook(() => useNameOrder());
  expect(['beta', 'Gamma', 'Alpha'].sort(result.current)).toEqual(['Alpha', 'beta', 'Gamma']);
  await act(() => chooseLanguage('zh'));
  // By code points: 北海, 南宁, 柳州, 桂林.
  expect(['桂林', '南宁', '柳州', '北海'].sort(result.current)).toEqual(['北海', '桂林', '柳州', '南宁']);
  await act(() => chooseLanguage('en'));
});
