import { fireEvent, screen, waitFor } from '@testing-library/react';
import type { ComponentType } from 'react';
import { beforeAll, expect, test } from 'vitest';
import { UserSelect } from '../admin/users/user-select.tsx';
import { startWords } from '../app/words.ts';
import { type Answers, openPage } from '../test-page.tsx';
import { ContractSelect } from './contract-select.tsx';
import { VendorSelect } from './pick.tsx';

beforeAll(async () => {
  localStorage.setItem('gongdan.language', 'en');
  await startWords();
});

const patience = { timeout: 10_000 };

function offered(): (string | null)[] {
  return [...document.querySelectorAll('.ant-select-item-option')].map((option) => option.getAttribute('title'));
}

/** In the field stands one that is not among the first that are offered. */
async function search(Field: ComponentType, answers: Answers) {
  openPage('/', '/', Field, answers);
  const field = await screen.findByRole('combobox', {}, patience);
  fireEvent.mouseDown(field);
  await waitFor(() => expect(offered()).toEqual(['Northwind', 'Southern']), patience);
  fireEvent.change(field, { target: { value: 'west' } });
  await waitFor(() => expect(offered()).toEqual(['Western']), patience);
  fireEvent.change(field, { target: { value: '' } });
  await waitFor(() => expect(offered()).toEqual(['Northwind', 'Southern']), patience);
}

/** What the API finds, by what was typed. */
function foundBy(variables: Record<string, unknown>): string {
  return JSON.stringify(variables).includes('west') ? 'Western' : 'Southern';
}

const vendor = (name: string) => ({ __typename: 'Vendor', id: name, name, nameEn: null, active: true });
const contract = (number: string) => ({ __typename: 'ServiceContract', id: number, number, name: 'Maintenance', state: 'ACTIVE', vendor: vendor('V') });
const user = (name: string) => ({ __typename: 'User', id: name, name, login: name });

test('a vendor that is chosen is offered first until somebody searches', async () => {
  await search(() => <VendorSelect aria-label="Vendor" value="Northwind" />, {
    PickVendors: (variables) => ({ vendors: { nodes: [vendor(foundBy(variables))] } }),
    PartyNode: () => ({ node: vendor('Northwind') }),
  });
});

test('so is a contract', async () => {
  await search(() => <ContractSelect aria-label="Contract" value="Northwind" />, {
    ContractChoices: (variables) => ({ contracts: { nodes: [contract(foundBy(variables))] } }),
    ChosenContract: () => ({ node: contract('Northwind') }),
  });
});

test('so is a person', async () => {
  await search(() => <UserSelect aria-label="Person" value="Northwind" />, {
    PickUsers: (variables) => ({ users: { nodes: [user(foundBy(variables))] } }),
    PartyNode: () => ({ node: user('Northwind') }),
  });
});
