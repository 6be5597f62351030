import { beforeEach, describe, expect, it } from 'vitest';
import type { OpenDatabase } from '../../../src/main/data/database';
import { addPending, countAttempt } from '../../../src/main/data/repositories/pending-analyses';
import {
  resumeAnalyses,
  STARTS_OF_A_LOOP,
  type LoopQuestion,
} from '../../../src/main/services/resume-analyses';
import { addPhoto, memoryDatabase, photoIdOf } from '../../helpers/memory-database';

let database: OpenDatabase;
let resumed: string[];
let asked: LoopQuestion[];

beforeEach(() => {
  database = memoryDatabase();
  resumed = [];
  asked = [];
  for (const number of [1, 2]) {
    addPhoto(database, number);
    addPending(database, photoIdOf(number));
  }
});

const resume = (unendedStarts: number, answer: 'leave-out' | 'go-on' = 'go-on'): Promise<void> =>
  resumeAnalyses({
    ...{ database, unendedStarts, log: () => undefined },
    analyses: { resume: (which = 'all') => void resumed.push(which) },
    ask: (question) => {
      asked.push(question);
      return Promise.resolve(answer);
    },
  });

describe('resumeAnalyses', () => {
  it('asks nobody after starts that ended well, or where nothing waits', async () => {
    await resume(STARTS_OF_A_LOOP - 1);
    database.run('DELETE FROM pending_analyses');
    await resume(STARTS_OF_A_LOOP);
    expect([resumed, asked]).toEqual([['all', 'all'], []]);
  });

  it('in a loop, names the photo that was being analysed, and takes nothing up before it has an answer', async () => {
    countAttempt(database, photoIdOf(2));
    let answer: (chosen: 'leave-out') => void = () => undefined;
    const waiting = resumeAnalyses({
      ...{ database, unendedStarts: 4, log: () => undefined },
      analyses: { resume: (which = 'all') => void resumed.push(which) },
      ask: (question) => {
        asked.push(question);
        return new Promise((resolve) => {
          answer = resolve;
        });
      },
    });
    expect(asked).toEqual([{ starts: 4, begun: [expect.stringMatching(/2/)], waiting: 2 }]);
    expect(resumed).toEqual([]);
    answer('leave-out');
    await waiting;
    expect(resumed).toEqual(['untried']);
  });

  it('tries it again where a person wants that', async () => {
    countAttempt(database, photoIdOf(2));
    await resume(STARTS_OF_A_LOOP, 'go-on');
    expect(resumed).toEqual(['all']);
  });
});
