import { screen, within } from '@testing-library/react';
import { beforeAll, expect, test } from 'vitest';
import { startWords } from '../app/words.ts';
import { openPage } from '../test-page.tsx';
import PublicRankingPage from './public-ranking-page.tsx';

beforeAll(async () => {
  localStorage.setItem('gongdan.language', 'en');
  await startWords();
});

const row = { rank: 1, tied: true, figure: '90.00', grade: null, sample: 40, confidence: 'HIGH', notes: [] };
const unrated = { reason: 'TOO_FEW', sample: 9 };
const ranking = {
  id: 'ranking',
  agencyName: '自治区数据局',
  agencyNameEn: 'Guangxi Data Bureau',
  kind: 'VENDORS',
  period: 'YEAR',
  startsOn: '2026-01-01',
  endsOn: '2026-12-31',
  minSample: 10,
  versions: [
    {
      number: 1,
      publishedAt: '2027-01-18T16:00:00Z',
      note: null,
      lists: [
        {
          measure: 'SCORE',
          rows: [
            { ...row, name: '八桂运维', nameEn: 'Northwind' },
            { ...row, name: '桂北信息', nameEn: 'Bagui' },
          ],
          unrated: [
            { ...unrated, name: '丙公司', nameEn: 'Zeta' },
            { ...unrated, name: '丁公司', nameEn: 'Alpha' },
            { ...unrated, name: '南国网络', nameEn: null },
          ],
        },
      ],
      changes: [],
    },
  ],
};

test('whoever reads English is told the English names, in their order', async () => {
  openPage('/public/ranking/:id', '/public/ranking/ranking', PublicRankingPage, { PublicRanking: () => ({ publicRanking: ranking }) });
  expect(await screen.findByRole('heading', { level: 1, name: 'Guangxi Data Bureau: vendors, 2026' }, { timeout: 10_000 })).toBeTruthy();
  const score = screen.getByRole('region', { name: 'Score' });
  const [, ...rows] = within(score).getAllByRole('row');
  expect(rows.map((one) => within(one).getAllByRole('cell')[1]?.textContent)).toEqual(['Bagui', 'Northwind']);
  const items = within(score).getAllByRole('listitem');
  expect(items.map((one) => one.firstElementChild?.textContent)).toEqual(['Alpha', 'Zeta', '南国网络']);
});
