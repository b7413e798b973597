import { describe, expect, it } from 'vitest';
import { answerOf, isFilled } from './draft.ts';

describe('an answer that is being filled in', () => {
  it('is enough once it has what its kind asks for', () => {
    expect(isFilled('PASS_FAIL', undefined)).toBe(false);
    expect(isFilled('PASS_FAIL', { note: 'x' })).toBe(false);
    expect(isFilled('PASS_FAIL', { outcome: 'FAIL' })).toBe(true);
    expect(isFilled('NUMBER', { measured: '22.5' })).toBe(true);
    expect(isFilled('TEXT', { text: '  ' })).toBe(false);
    expect(isFilled('PHOTO', { evidenceIds: [] })).toBe(false);
    expect(isFilled('PHOTO', { outcome: 'NOT_APPLICABLE' })).toBe(true);
  });

  it('leaves the outcome of a measured value to the API', () => {
    expect(answerOf('temp', 'NUMBER', { measured: '22.5', outcome: 'PASS', note: ' ok ' })).toEqual({
      item: 'temp',
      outcome: undefined,
      measured: '22.5',
      text: undefined,
      note: 'ok',
      evidenceIds: undefined,
    });
    expect(answerOf('temp', 'NUMBER', { measured: '22.5', outcome: 'NOT_APPLICABLE' })).toMatchObject({ outcome: 'NOT_APPLICABLE', measured: undefined });
  });
});
