import { describe, expect, it } from 'vitest';
import { MaculeError } from '../../shared/errors';
import { requests } from '../../shared/ipc/contract';
import { answer } from './answer';

const ID = '2f6f2a52-6c1c-4c4e-9b51-0d7c7f1f2b3a';
const schemas = requests['photos:remove'];
const logged: string[] = [];
const log = (line: string) => logged.push(line);

describe('answer', () => {
  it('checks the input before the handler sees it', async () => {
    let asked = 0;
    const handler = () => {
      asked += 1;
      return null;
    };
    for (const input of [{ photoId: '../etc' }, {}, null, undefined, 'x']) {
      const result = await answer('photos:remove', schemas, handler, input, log);
      expect(result).toMatchObject({ ok: false, failure: { kind: 'invalid-input' } });
    }
    expect(asked).toBe(0);
    expect(await answer('photos:remove', schemas, handler, { photoId: ID }, log)).toEqual({
      ok: true,
      value: null,
    });
  });

  it('passes on a foreseen failure', async () => {
    const failure = { kind: 'not-found', message: 'Gone.', retryable: false } as const;
    const handler = () => Promise.reject(new MaculeError(failure));
    expect(await answer('photos:remove', schemas, handler, { photoId: ID }, log)).toEqual({
      ok: false,
      failure,
    });
  });

  it('turns a mistake, and an answer of another form, into an internal failure and logs it', async () => {
    const before = logged.length;
    const mistaken = () => {
      throw new TypeError('x is not a function');
    };
    const malformed = () => 'done' as unknown as null;
    for (const handler of [mistaken, malformed]) {
      const result = await answer('photos:remove', schemas, handler, { photoId: ID }, log);
      expect(result).toMatchObject({ ok: false, failure: { kind: 'internal', retryable: false } });
    }
    expect(logged).toHaveLength(before + 2);
  });
});
