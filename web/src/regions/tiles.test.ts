import { expect, test } from 'vitest';
import { placeTiles } from './tiles.ts';

const at = (regionCode: string) => ({ regionCode });

test('cities stand where they lie', () => {
  const { placed, rows, isDiagram } = placeTiles([at('450100'), at('450300')]);
  expect(placed.map(({ tile }) => tile)).toEqual([
    { column: 1, row: 2 },
    { column: 3, row: 0 },
  ]);
  expect(rows).toBe(4);
  expect(isDiagram).toBe(true);
});

test('counties stand in rows by their code', () => {
  const { placed, rows, isDiagram } = placeTiles([at('450126'), at('450102'), at('450103'), at('450105'), at('450107'), at('450108')]);
  expect(placed.map(({ area }) => area.regionCode)).toEqual(['450102', '450103', '450105', '450107', '450108', '450126']);
  expect(placed.at(-1)?.tile).toEqual({ column: 0, row: 1 });
  expect(rows).toBe(2);
  expect(isDiagram).toBe(false);
});

test('a second body of a city stands below', () => {
  const { placed } = placeTiles([at('450100'), at('450100'), at('450300')]);
  expect(placed.at(-1)?.tile).toEqual({ column: 0, row: 4 });
});
