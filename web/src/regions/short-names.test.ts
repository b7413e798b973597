import { expect, test } from 'vitest';
import { shortNames } from './short-names.ts';

test('what siblings share at the end is left out', () => {
  expect(shortNames(['南宁市大数据发展局', '防城港市大数据发展局'])).toEqual(['南宁', '防城港']);
  expect(shortNames(['Nanning Data Bureau', 'Liuzhou Data Bureau'])).toEqual(['Nanning', 'Liuzhou']);
});

test('names without anything in common stay as they are', () => {
  expect(shortNames(['甲局', '乙厅'])).toEqual(['甲局', '乙厅']);
  expect(shortNames(['南宁市大数据发展局'])).toEqual(['南宁市大数据发展局']);
});

test('two characters of each are left', () => {
  expect(shortNames(['河池市', '北河池市'])).toEqual(['河池', '北河池']);
});
