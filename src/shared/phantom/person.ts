import type { LesionType } from '../clinical/lesion';
import type { Box } from '../geometry/box';
import type { RgbImage } from '../photo/rgb-image';
import { seededRandom, uniform, type Random } from '../random';
import { drawFaceFrame, type FaceFrame } from './face-frame';
import { LOOK_ALIKE_RADII } from './lesion-sizes';
import { paintFace, type PaintedFace } from './paint-face';
import { paintLesion } from './paint-lesion';
import { LOOK_ALIKE_KINDS, paintLookAlike } from './paint-look-alike';
import type { Place } from './paint-mark';
import { fromPosed, toPosed, type Pose } from './pose';
import { scatterMarks } from './scatter-marks';
import { SKIN_TONES, type SkinTone } from './skin-tone';
import { drawPlanes, planeRow } from './plane';
import { isShown, turnedPlace, turnFace, type Turn } from './turned-view';

/** A lesion of a person, wherever they look: its place is that of the resting face, in pixels, margin included. */
export interface PersonLesion extends Place {
  /** The same lesion has the same number at every visit. */
  readonly id: number;
  readonly type: LesionType;
}

/** A lesion as it lies on one photo; the box in pixels. */
export interface PhotographedLesion {
  readonly id: number;
  readonly type: LesionType;
  readonly box: Box;
}

export interface PersonOptions {
  /** Pixels of every photo. */
  readonly width: number;
  readonly height: number;
  readonly seed: number;
  /** Drawn from the seed where not given. */
  readonly tone?: SkinTone;
  /** What is painted beyond each edge of the photo, pixels, so that a pose that shows it finds it; 0 by default. */
  readonly margin?: number;
}

const LOOK_ALIKES = 5;
const BACKGROUND = [128, 134, 140] as const;

/** Somebody who does not exist, and who can be photographed again and again. */
export class Person {
  private readonly frame: FaceFrame;
  private readonly tone: SkinTone;
  private readonly face: PaintedFace;
  private readonly moles: readonly Place[];
  private readonly margin: number;
  /** Pixels of the photo with its margin. */
  private readonly canvas: { readonly width: number; readonly height: number };

  /** @throws RangeError as `renderPhantom`. */
  constructor(private readonly options: PersonOptions) {
    const { width, height, seed, margin = 0 } = options;
    this.margin = margin;
    this.canvas = { width: width + 2 * margin, height: height + 2 * margin };
    const random = seededRandom(seed);
    this.tone = options.tone ?? (SKIN_TONES[Math.floor(random() * SKIN_TONES.length)] as SkinTone);
    const frame = drawFaceFrame(width, height, random);
    this.frame = { ...frame, x: frame.x + margin, y: frame.y + margin };
    this.face = paintFace(
      { ...this.canvas, frame: this.frame, tone: this.tone, background: BACKGROUND },
      random,
    );
    const scale = Math.min(width, height) / 1024;
    const radii = Array.from(
      { length: LOOK_ALIKES },
      () => scale * uniform(random, ...LOOK_ALIKE_RADII.mole),
    );
    this.moles = this.placesFor(radii, random);
  }

  /**
   * Free places on open skin, pixels of the resting face.
   * @param taken places that stay free of each other and of the new ones.
   * @throws RangeError where the face has no room for them.
   */
  placesFor(radii: readonly number[], random: Random, taken: readonly Place[] = []): readonly Place[] {
    const skin = { ...this.canvas, frame: this.frame, featuresAt: this.face.featuresAt };
    return scatterMarks(radii, skin, random, [...(this.moles ?? []), ...taken]);
  }

  /**
   * A photo of the person with these lesions.
   * @param shot seed of light, noise and of nothing else: the same lesions look alike on every photo.
   */
  photograph(
    lesions: readonly PersonLesion[],
    pose: Pose,
    shot: number,
  ): { readonly image: RgbImage; readonly lesions: readonly PhotographedLesion[] } {
    return {
      image: expose(this.pose(this.rest(lesions), pose), seededRandom(shot)),
      lesions: lesions.map(({ id, type, x, y, radius }) => {
        const [px, py] = toPosed(pose, this.frame, x, y);
        const side = 2 * radius * pose.scale;
        const [left, top] = [px - this.margin - side / 2, py - this.margin - side / 2];
        return { id, type, box: { x: left, y: top, width: side, height: side } };
      }),
    };
  }

  /** A photo from the side: as {@link photograph}, and only the lesions that show from there. */
  photographTurned(
    lesions: readonly PersonLesion[],
    turn: Turn,
    shot: number,
  ): { readonly image: RgbImage; readonly lesions: readonly PhotographedLesion[] } {
    const { width, height } = this.options;
    const turned = turnFace(this.rest(lesions), this.frame, turn, BACKGROUND);
    const seen = lesions.filter((lesion) => isShown(turned, this.frame, turn, lesion));
    return {
      image: expose(cut(turned.image, this.margin, width, height), seededRandom(shot)),
      lesions: seen.map(({ id, type, x, y, radius }) => {
        const edge = Array.from({ length: 12 }, (_, index) => {
          const angle = (index * Math.PI) / 6;
          return turnedPlace(turn, this.frame, x + radius * Math.cos(angle), y + radius * Math.sin(angle));
        });
        const [xs, ys] = [edge.map((place) => place.x), edge.map((place) => place.y)];
        const [left, top] = [Math.min(...xs), Math.min(...ys)];
        const box = {
          ...{ x: left - this.margin, y: top - this.margin },
          ...{ width: Math.max(...xs) - left, height: Math.max(...ys) - top },
        };
        return { id, type, box };
      }),
    };
  }

  /** The resting face with moles and lesions, margin included. */
  private rest(lesions: readonly PersonLesion[]): RgbImage {
    const { seed } = this.options;
    const resting: RgbImage = { ...this.canvas, data: this.face.image.data.slice() };
    for (const [index, mole] of this.moles.entries()) {
      const kind = LOOK_ALIKE_KINDS[index % LOOK_ALIKE_KINDS.length] ?? 'mole';
      paintLookAlike(resting, { kind, ...mole }, seededRandom(seed * 31 + index));
    }
    for (const lesion of lesions) paintLesion(resting, lesion, seededRandom(seed * 7919 + lesion.id));
    return resting;
  }

  /** Moves every pixel of the resting picture to where the pose puts it. */
  private pose({ data, ...canvas }: RgbImage, pose: Pose): RgbImage {
    const { width, height } = this.options;
    const step = Math.max(4, Math.round(Math.min(width, height) / 128));
    const [fromX, fromY] = drawPlanes(width, height, step, (x, y) =>
      fromPosed(pose, this.frame, x + this.margin, y + this.margin),
    );
    if (!fromX || !fromY) throw new RangeError('A pose has no planes.');
    const moved = new Uint8Array(width * height * 3);
    const [xs, ys] = [new Float32Array(width), new Float32Array(width)];
    for (let y = 0; y < height; y += 1) {
      planeRow(fromX, y, xs);
      planeRow(fromY, y, ys);
      for (let x = 0; x < width; x += 1) {
        const sx = Math.min(canvas.width - 1.001, Math.max(0, xs[x] as number));
        const sy = Math.min(canvas.height - 1.001, Math.max(0, ys[x] as number));
        const [left, top] = [Math.floor(sx), Math.floor(sy)];
        const [right, down] = [sx - left, sy - top];
        const from = (top * canvas.width + left) * 3;
        for (let channel = 0; channel < 3; channel += 1) {
          const at = from + channel;
          const upper = (data[at] as number) * (1 - right) + (data[at + 3] as number) * right;
          const lower =
            (data[at + canvas.width * 3] as number) * (1 - right) +
            (data[at + canvas.width * 3 + 3] as number) * right;
          moved[(y * width + x) * 3 + channel] = Math.round(upper * (1 - down) + lower * down);
        }
      }
    }
    return { width, height, data: moved };
  }
}

/** A picture without the margin on each side of it. */
function cut({ width: across, data }: RgbImage, margin: number, width: number, height: number): RgbImage {
  const inner = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    const from = ((y + margin) * across + margin) * 3;
    inner.set(data.subarray(from, from + width * 3), y * width * 3);
  }
  return { width, height, data: inner };
}

/** Another day's light: brighter or darker, warmer or colder, from one side or the other, with its own noise. */
function expose({ width, height, data }: RgbImage, random: Random): RgbImage {
  const gain = uniform(random, 0.88, 1.1);
  const warmth = uniform(random, -0.04, 0.04);
  const [across, down] = [uniform(random, -0.1, 0.1), uniform(random, -0.06, 0.06)];
  const noise = uniform(random, 1, 3);
  const lamp = [gain * (1 + warmth), gain, gain * (1 - warmth)] as const;
  const exposed = new Uint8Array(data.length);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const slope = 1 + across * (x / width - 0.5) + down * (y / height - 0.5);
      const grain = noise * 2 * (random() + random() - 1);
      const at = (y * width + x) * 3;
      for (let channel = 0; channel < 3; channel += 1) {
        const value = (data[at + channel] as number) * slope * (lamp[channel] as number) + grain;
        exposed[at + channel] = Math.min(255, Math.max(0, Math.round(value)));
      }
    }
  }
  return { width, height, data: exposed };
}
