import type { Box } from '../../../../shared/geometry/box';
import { isOnStage, toScreen, type Size, type View } from '../../../../shared/geometry/viewport';
import type { Mark } from '../store/mark';
import { typeMark } from '../../../../shared/clinical/type-marks';
import { markColour } from './mark-style';
import { leastOutline, outlineBox, traceOutline, type Outline } from './mark-shape';
import { HALO, strokeOutline, type OutlineLook } from './outline-stroke';
import { placeTags } from './place-tags';
import { SPRITE_LIMIT, type SpriteCache } from './sprite-cache';

/** Everything one frame of the overlay depends on. */
export interface Scene {
  readonly view: View;
  readonly stage: Size;
  /** Photo pixels. */
  readonly photo: Size;
  /** Device pixels per CSS pixel. */
  readonly pixelRatio: number;
  /** Bottom first. */
  readonly marks: readonly Mark[];
  readonly outline: Outline;
  readonly comparing: boolean;
  readonly selectedIds: ReadonlySet<string>;
  readonly hoveredId: string | null;
  readonly sprites: SpriteCache;
}

const TAG_FONT = '600 11px system-ui, "DejaVu Sans", sans-serif';
const TAG_HEIGHT = 14;
/** Up to this many marks on screen, even small ones carry their letters. */
const FEW_MARKS = 80;
/** From this size on, in screen pixels, a mark carries its letters however many there are. */
const TAGGED_SIZE = 22;

interface Placed {
  readonly mark: Mark;
  readonly box: Box;
}

/** Draws one frame: only marks on the stage, strokes constant in screen pixels whatever the zoom. */
export function paintMarks(context: CanvasRenderingContext2D, scene: Scene): void {
  const { view, stage, pixelRatio } = scene;
  context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
  context.clearRect(0, 0, stage.width, stage.height);
  const placed: Placed[] = [];
  const least = leastOutlineOf(scene);
  for (const mark of scene.marks) {
    const box = outlineBox(toScreen(mark.box, view), least);
    if (isOnStage(box, stage, 24)) placed.push({ mark, box });
  }
  drawOutlines(context, placed, scene);
  const markedOut = placed.filter(
    ({ mark }) => scene.selectedIds.has(mark.id) || mark.id === scene.hoveredId,
  );
  for (const one of markedOut) emphasise(context, one, scene);
  paintTags(context, placed, markedOut, scene);
}

/** The least outline in a scene, screen pixels: the same for drawing and for the pointer. */
export const leastOutlineOf = ({ view, photo, marks }: Pick<Scene, 'view' | 'photo' | 'marks'>): number =>
  leastOutline(photo.width * photo.height * view.scale ** 2, marks.length);

/** Small outlines are copied from sprites at whole device pixels; large ones, which are few, are stroked. */
function drawOutlines(context: CanvasRenderingContext2D, placed: readonly Placed[], scene: Scene): void {
  const { pixelRatio } = scene;
  const large: Placed[] = [];
  context.setTransform(1, 0, 0, 1, 0, 0);
  for (const one of placed) {
    const { box } = one;
    const width = Math.round(box.width);
    const height = Math.round(box.height);
    const sprite =
      Math.max(width, height) <= SPRITE_LIMIT
        ? scene.sprites.get(lookOf(one.mark, scene), width, height, pixelRatio)
        : null;
    if (!sprite) {
      large.push(one);
      continue;
    }
    const x = (box.x + (box.width - width) / 2) * pixelRatio;
    const y = (box.y + (box.height - height) / 2) * pixelRatio;
    context.drawImage(sprite.image, Math.round(x) - sprite.inset, Math.round(y) - sprite.inset);
  }
  context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
  for (const { mark, box } of large) strokeOutline(context, box, lookOf(mark, scene));
}

function lookOf(mark: Mark, { outline, comparing }: Scene): OutlineLook {
  const { dash, double } = typeMark(mark.type);
  return { outline, colour: markColour(mark, comparing), dash, double };
}

/** A second, wider outline in white: the selected mark unbroken, the hovered one thinner. */
function emphasise(context: CanvasRenderingContext2D, { mark, box }: Placed, scene: Scene): void {
  const selected = scene.selectedIds.has(mark.id);
  const path = new Path2D();
  traceOutline(path, box, scene.outline, selected ? 7 : 5);
  context.lineWidth = selected ? 5 : 3.5;
  context.strokeStyle = HALO;
  context.stroke(path);
  context.lineWidth = selected ? 2.5 : 1.5;
  context.strokeStyle = '#ffffff';
  context.stroke(path);
}

/** The letters of the types, beside their outlines, where there is room for them. */
function paintTags(
  context: CanvasRenderingContext2D,
  placed: readonly Placed[],
  markedOut: readonly Placed[],
  scene: Scene,
): void {
  const roomy = placed.length <= FEW_MARKS;
  // The last drawn lie on top, so they come first here too.
  const wanted = [...markedOut, ...placed.toReversed()].filter(
    (one) => lettersOf(one.mark) !== '' && (roomy || one.box.width >= TAGGED_SIZE || markedOut.includes(one)),
  );
  const tags = wanted.map(({ mark, box }) => tagBox(mark, box, scene.outline));
  context.font = TAG_FONT;
  context.textBaseline = 'middle';
  context.textAlign = 'center';
  for (const index of placeTags(tags)) {
    const one = wanted[index];
    const tag = tags[index];
    if (!one || !tag) continue;
    const colour = markColour(one.mark, scene.comparing);
    // What the clinician has judged stands out: dark on colour instead of colour on dark.
    const judged = Boolean(one.mark.verdict) && one.mark.verdict !== 'rejected';
    context.fillStyle = judged ? colour : HALO;
    const back = new Path2D();
    back.roundRect(tag.x, tag.y, tag.width, tag.height, 3);
    context.fill(back);
    context.fillStyle = judged ? '#000000' : colour;
    context.fillText(lettersOf(one.mark), tag.x + tag.width / 2, tag.y + tag.height / 2 + 0.5);
  }
}

/** The letters of the type, ? where it is open, × on what was rejected, none on a bare label. */
function lettersOf({ kind, type, verdict }: Mark): string {
  if (verdict === 'rejected') return '×';
  return type === null && kind === 'reference' ? '' : typeMark(type).letters;
}

/** Detections carry their letters at the upper right, labels at the lower left, so that pairs stay legible. */
function tagBox(mark: Mark, box: Box, outline: Outline): Box {
  // The ellipse leaves the corners of its box free; its tag moves in by what 45° leaves.
  const inward = outline === 'ellipse' ? 0.146 : 0;
  const dx = box.width * inward;
  const dy = box.height * inward;
  const width = lettersOf(mark).length > 1 ? 20 : 13;
  return mark.kind === 'lesion'
    ? { x: box.x + box.width - dx + 1, y: box.y + dy - TAG_HEIGHT + 1, width, height: TAG_HEIGHT }
    : { x: box.x + dx - width - 1, y: box.y + box.height - dy - 1, width, height: TAG_HEIGHT };
}
