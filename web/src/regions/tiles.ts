type Tile = { column: number; row: number };

/**
 * Guangxi's cities by the code of their division, each a tile about where it lies seen from the others. It is a diagram: there is no
 * geometry of the divisions to draw a map from.
 */
const cities: Readonly<Record<string, Tile>> = {
  '451200': { column: 1, row: 0 },
  '450200': { column: 2, row: 0 },
  '450300': { column: 3, row: 0 },
  '451000': { column: 0, row: 1 },
  '451300': { column: 2, row: 1 },
  '451100': { column: 4, row: 1 },
  '451400': { column: 0, row: 2 },
  '450100': { column: 1, row: 2 },
  '450800': { column: 2, row: 2 },
  '450900': { column: 3, row: 2 },
  '450400': { column: 4, row: 2 },
  '450600': { column: 1, row: 3 },
  '450700': { column: 2, row: 3 },
  '450500': { column: 3, row: 3 },
};

const COLUMNS = 5;

type Placed<A> = { area: A; tile: Tile };

/** Cities where they lie; whatever else, and counties, in rows by their code. */
export function placeTiles<A extends { regionCode: string }>(areas: readonly A[]): { placed: Placed<A>[]; columns: number; rows: number; isDiagram: boolean } {
  const known = areas.flatMap((area) => {
    const tile = cities[area.regionCode];
    return tile ? [{ area, tile }] : [];
  });
  const taken = new Set<string>();
  const single = known.filter(({ area }) => !taken.has(area.regionCode) && taken.add(area.regionCode));
  const others = areas.filter((area) => !single.some((one) => one.area === area)).sort((a, b) => a.regionCode.localeCompare(b.regionCode));
  const below = single.length > 0 ? 4 : 0;
  const rest = others.map((area, at) => ({ area, tile: { column: at % COLUMNS, row: below + Math.floor(at / COLUMNS) } }));
  return { placed: [...single, ...rest], columns: COLUMNS, rows: below + Math.ceil(others.length / COLUMNS), isDiagram: single.length > 1 };
}
