import { expect, it } from 'vitest';
import { dropListeners } from './drop-listeners';

const photo = new File(['x'], 'photo.jpg');
/** A drag event of one file, as far as Node has them. */
const drag = (type: string): DragEvent =>
  Object.assign(new Event(type, { cancelable: true }), {
    dataTransfer: { types: ['Files'], files: [photo] },
  }) as unknown as DragEvent;

function listen() {
  const told = { hovering: [] as boolean[], files: [] as (readonly File[])[] };
  const listeners = dropListeners({
    onHover: (hovering) => told.hovering.push(hovering),
    onFiles: (files) => told.files.push(files),
  });
  return { told, listeners };
}

it('takes files dropped anywhere on the window, and keeps them from replacing the page', () => {
  const { told, listeners } = listen();
  const drop = drag('drop');
  listeners.dragenter(drag('dragenter'));
  listeners.drop(drop);
  expect(told).toEqual({ hovering: [true, false], files: [[photo]] });
  expect(drop.defaultPrevented).toBe(true);
});

it('leaves to a visit what was dropped on it, and hovers no more', () => {
  const { told, listeners } = listen();
  const drop = drag('drop');
  listeners.dragenter(drag('dragenter'));
  // As the visit does, before the event comes to the window.
  drop.preventDefault();
  listeners.drop(drop);
  expect(told).toEqual({ hovering: [true, false], files: [] });
});
