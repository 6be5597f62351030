import { expect, it } from 'vitest';
import { placeCard } from './place-card';

const stage = { width: 600, height: 400 };
const card = { width: 200, height: 100 };
const lesion = (x: number, y: number) => ({ x, y, width: 20, height: 20 });

it('stands right of the lesion, level with it', () => {
  expect(placeCard(lesion(100, 200), card, stage)).toEqual({ x: 132, y: 160 });
});

it('changes sides at the right edge and stays on the stage at the corners', () => {
  expect(placeCard(lesion(560, 5), card, stage)).toEqual({ x: 348, y: 12 });
  expect(placeCard(lesion(5, 390), card, stage)).toEqual({ x: 37, y: 288 });
});

it('goes below or above where neither side has room', () => {
  const narrow = { width: 240, height: 400 };
  expect(placeCard(lesion(110, 50), card, narrow)).toEqual({ x: 20, y: 82 });
  expect(placeCard(lesion(110, 350), card, narrow)).toEqual({ x: 20, y: 238 });
});
