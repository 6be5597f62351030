import { expect, it } from 'vitest';
import { plainNotes } from './plain-notes';

it('shows notes without the signs of Markdown', () => {
  expect(
    plainNotes(
      '### Added\n\n- It is **sure**, see `P3` and [the guide](guide.md).\n* Two * three is six.\n\n### Fixed\n',
    ),
  ).toBe('Added\n\n• It is sure, see P3 and the guide.\n• Two * three is six.\n\nFixed');
});
