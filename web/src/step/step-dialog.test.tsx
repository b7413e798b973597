import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { fireEvent, screen } from '@testing-library/react';
import { gql, useQuery } from 'urql';
import { beforeAll, expect, test } from 'vitest';
import { startWords } from '../app/words.ts';
import type { Payload } from '../form/send.ts';
import { openPage } from '../test-page.tsx';
import { StepDialog } from './step-dialog.tsx';

beforeAll(async () => {
  localStorage.setItem('gongdan.language', 'en');
  await startWords();
});

const THING: TypedDocumentNode<{ thing: { version: number } }, Record<string, never>> = gql`
  query Thing {
    thing {
      version
    }
  }
`;
const SIGN: TypedDocumentNode<{ sign: Payload }, { version: number }> = gql`
  mutation Sign($version: Int!) {
    sign(version: $version) {
      errors {
        code
      }
    }
  }
`;

function ThingPage() {
  const [{ data }] = useQuery({ query: THING });
  if (!data) return null;
  return (
    <StepDialog
      title="To sign"
      act="Sign"
      fields={[]}
      document={SIGN}
      pick={(given) => given.sign}
      variables={() => ({ version: data.thing.version })}
      done="It is signed"
      onClose={() => undefined}
    />
  );
}

async function sign() {
  fireEvent.click(await screen.findByRole('button', { name: 'Sign' }));
}

test('who was not first sees what is there now and can try again', async () => {
  let version = 1;
  const { allOf } = openPage('/thing', '/thing', ThingPage, {
    Thing: () => ({ thing: { version } }),
    Sign: (asked) => ({ sign: { errors: asked.version === version ? [] : [{ code: 'CONFLICT', message: 'somebody was first' }] } }),
  });
  await screen.findByRole('dialog', { name: 'To sign' });
  version = 2;
  await sign();
  expect(await screen.findByText('somebody was first')).toBeTruthy();
  expect(screen.getByText(/The page now shows the latest state/)).toBeTruthy();
  await sign();
  expect(await screen.findByText('It is signed')).toBeTruthy();
  expect(allOf('Sign')).toEqual([{ version: 1 }, { version: 2 }]);
});
