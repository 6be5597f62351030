import { STROKE_REACH, strokeOutline, type OutlineLook } from './outline-stroke';

/** Outlines up to this size, CSS pixels, are copied from a sprite; larger ones are few and stroked. */
export const SPRITE_LIMIT = 56;

/** Sprites kept at most; a long zoom passes through many sizes. */
const CAPACITY = 600;

export interface Sprite {
  readonly image: ImageBitmap;
  /** From the sprite's corner to the corner of its outline's box, device pixels. */
  readonly inset: number;
}

export interface SpriteCache {
  /** The picture of one outline; `width` and `height` in whole CSS pixels. */
  readonly get: (look: OutlineLook, width: number, height: number, pixelRatio: number) => Sprite | null;
}

/**
 * Pictures of small outlines, drawn once each. Without a graphics card, stroking two thousand dashed
 * ellipses takes 60 ms a frame; copying them takes a few.
 */
export function createSpriteCache(): SpriteCache {
  const sprites = new Map<string, Sprite>();
  return {
    get: (look, width, height, pixelRatio) => {
      const key = [look.outline, look.colour, look.dash, look.double, width, height, pixelRatio].join(' ');
      const known = sprites.get(key);
      if (known) return known;
      const sprite = drawSprite(look, width, height, pixelRatio);
      if (sprites.size >= CAPACITY) sprites.clear();
      if (sprite) sprites.set(key, sprite);
      return sprite;
    },
  };
}

function drawSprite(look: OutlineLook, width: number, height: number, pixelRatio: number): Sprite | null {
  const inset = Math.ceil(STROKE_REACH * pixelRatio);
  const canvas = new OffscreenCanvas(
    Math.ceil(width * pixelRatio) + 2 * inset,
    Math.ceil(height * pixelRatio) + 2 * inset,
  );
  const context = canvas.getContext('2d');
  if (!context) return null;
  context.setTransform(pixelRatio, 0, 0, pixelRatio, inset, inset);
  strokeOutline(context, { x: 0, y: 0, width, height }, look);
  return { image: canvas.transferToImageBitmap(), inset };
}
