import { expect, test } from 'vitest';
import type { AgencyRowFragment } from './agencies.gql.ts';
import { treeOf } from './agency-tree.ts';

function row(id: string, regionCode: string, parent: string | null): AgencyRowFragment {
  return {
    id,
    name: id,
    nameEn: null,
    shortCode: id,
    regionCode,
    supervisor: false,
    active: true,
    version: 1,
    availableActions: [],
    parent: parent === null ? null : { id: parent, name: parent, nameEn: null },
  };
}

test('agencies stand under the one above them, by their division', () => {
  const tree = treeOf([row('county', '450124', 'city'), row('city', '450100', 'region'), row('earlier', '450123', 'city'), row('region', '450000', null)]);
  expect(tree.map((node) => node.id)).toEqual(['region']);
  const [city] = tree[0]?.children ?? [];
  expect(city?.id).toBe('city');
  expect(city?.children?.map((node) => node.id)).toEqual(['earlier', 'county']);
});

test('one whose superior is not to be seen stands at the top', () => {
  expect(treeOf([row('county', '450124', 'elsewhere')]).map((node) => node.id)).toEqual(['county']);
});
