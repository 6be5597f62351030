import { expect, it } from 'vitest';
import { photoUrl } from '../../shared/photo/renditions';
import { parsePhotoUrl } from './photo-address';

const ID = '2f6f2a52-6c1c-4c4e-9b51-0d7c7f1f2b3a';

it('reads the addresses that pages are given', () => {
  expect(parsePhotoUrl(photoUrl(ID, 'screen'))).toEqual({ photoId: ID, rendition: 'screen' });
});

it.each([
  `photo://${ID}/original`,
  `photo://${ID}/`,
  `photo://${ID}/full/../../secret`,
  `photo://${ID}/%2e%2e%2ffull`,
  `photo://${ID}/full?x=1`,
  `photo://user@${ID}/full`,
  `photo://${ID}:80/full`,
  'photo://not-an-id/full',
  `file://${ID}/full`,
  'photo:',
  '',
])('refuses %s', (url) => {
  expect(parsePhotoUrl(url)).toBeNull();
});
