// GraphQL over HTTP, judged by the audits of the public suite.
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { serverAudits } from 'graphql-http';
import { home, production, start } from '../support/gongdan.js';

const MODES = { development: async () => ({}), production };

for (const [mode, settings] of Object.entries(MODES)) {
  describe(`GraphQL over HTTP in ${mode}`, async () => {
    const at = await home();
    const running = await start(at, await settings(at));
    after(async () => {
      await running.stop();
      await at.remove();
    });
    const audits = serverAudits({ url: running.url });
    test('the suite has the audits that are known', () => assert.equal(audits.length, 61));
    for (const { id, name, fn } of audits) {
      test(`${id} ${name}`, async () => {
        const result = await fn();
        assert.equal(result.status, 'ok', `${result.reason}: ${result.response?.status}`);
      });
    }
    test('a mutation by GET is 405 and not run', async () => {
      const answer = await fetch(`${running.url}?query=mutation%7B__typename%7D`);
      assert.deepEqual([answer.status, answer.headers.get('allow')], [405, 'POST']);
    });
  });
}
