import { expect, it } from 'vitest';
import { EventSender } from './event-sender';

const ID = '2f6f2a52-6c1c-4c4e-9b51-0d7c7f1f2b3a';

it('keeps events until the page listens, then sends them in order, and again after a reload', () => {
  const posted: unknown[] = [];
  const sender = new EventSender((name, payload) => posted.push([name, payload]));
  const progress = (done: number) => ({ done, total: 2, fileName: 'a.jpg', secondsLeft: null });
  sender.send('photos:import-progress', progress(0));
  sender.send('photos:open', { photoId: ID });
  sender.send('photos:import-progress', progress(1));
  expect(posted).toEqual([]);
  sender.listen('photos:import-progress');
  expect(posted).toEqual([
    ['photos:import-progress', progress(0)],
    ['photos:import-progress', progress(1)],
  ]);
  sender.listen('photos:open');
  sender.listen('photos:open');
  expect(posted).toHaveLength(3);
  sender.reset();
  sender.send('photos:changed', { photoIds: [], patientIds: [] });
  expect(posted).toHaveLength(3);
  sender.listen('photos:changed');
  expect(posted[3]).toEqual(['photos:changed', { photoIds: [], patientIds: [] }]);
});

it('sends nothing that the contract does not know', () => {
  const sender = new EventSender(() => undefined);
  expect(() => sender.send('photos:open', { photoId: 'not an id' })).toThrow();
});
