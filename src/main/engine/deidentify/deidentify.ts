import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type {
  Deidentified,
  DeidentifyJob,
  MadePicture,
  RefusedPart,
} from '../../../shared/engine/deidentify';
import { MaculeError } from '../../../shared/errors';
import { isInPolygon } from '../../../shared/face/polygon';
import { scaleBox, type Box } from '../../../shared/geometry/box';
import { boxCentre } from '../../../shared/geometry/viewport';
import type { Rendition } from '../../../shared/photo/renditions';
import type { RgbImage } from '../../../shared/photo/rgb-image';
import { decodePicture } from '../../imaging/decode-picture';
import { encodeJpeg } from '../../imaging/encode-jpeg';
import { hasMetadata } from '../../imaging/has-metadata';
import { loadPixels } from '../../imaging/load-pixels';
import { makeRenditions } from '../../imaging/renditions';
import { sealedLikePictures } from '../../imaging/sealed-pictures';
import { pictureIdentity, SEALED_ENDING } from '../../vault/picture-identity';
import type { FindFace } from '../face/open-face-finder';
import { everyFace } from './every-face';
import { lesionTile } from './lesion-tile';
import { maskAndCheck, maskEyes } from './mask-eyes';

/** JPEG quality of tiles and masked photos: that of stored photos. */
const QUALITY = 97;
const WHOLE: Box = { x: 0, y: 0, width: 1, height: 1 };

const NO_FACE =
  'No face was found on it and none was placed by hand, or its eyes could not be shown to be covered. Place the face by hand, or give the photo as lesion tiles.';
const TOO_LARGE = 'The lesion is too large for a picture that shows no face.';
const UNDER_BAR = 'The lesion lies at an eye or brow, which is covered.';
const SHOWS_FACE = 'A face was found on the cut-out picture.';

/**
 * Makes pictures of a photo that do not show who it is, and checks each in the very file that is kept. What cannot be
 * checked is refused.
 * @throws MaculeError `model-unavailable` where there is no face detector, `cancelled`, and what reading a photo throws.
 */
export async function deidentify(
  job: DeidentifyJob,
  findFace: FindFace | null | undefined,
  signal: AbortSignal,
): Promise<Deidentified> {
  if (!findFace) throw noDetector();
  const photo = await loadPixels(job.file, { signal });
  return job.pictures === 'eyes-masked'
    ? masked(photo, job, findFace, signal)
    : tiles(photo, job, findFace, signal);
}

async function masked(
  photo: RgbImage,
  { face, placedFace, folder }: DeidentifyJob,
  findFace: FindFace,
  signal: AbortSignal,
): Promise<Deidentified> {
  const checked = await maskAndCheck(photo, { found: face, placed: placedFace }, findFace, throughFile);
  checkNotCancelled(signal);
  if (!checked) return { pictures: [], refused: [{ lesionId: null, why: NO_FACE }] };
  const { screen } = await makeRenditions(await decoded(checked.file));
  const id = randomUUID();
  await keep(folder, id, 'full', checked.file);
  await keep(folder, id, 'screen', screen);
  const { eyesByHand } = checked;
  return { pictures: [{ id, ...sizeOf(photo), lesionId: null, part: WHOLE, eyesByHand }], refused: [] };
}

async function tiles(
  photo: RgbImage,
  { face, placedFace, lesions, folder }: DeidentifyJob,
  findFace: FindFace,
  signal: AbortSignal,
): Promise<Deidentified> {
  const known = [face, placedFace].filter((one) => one !== null);
  const faces = [...known, ...(await everyFace(photo, findFace, placedFace))];
  const { image, bars } = maskEyes(photo, faces);
  const heights = faces.map(({ landmarks }) => spanOf(landmarks.map(({ y }) => y * photo.height)));
  const faceLength = heights.length > 0 ? Math.max(...heights) : null;
  const pictures: MadePicture[] = [];
  const refused: RefusedPart[] = [];
  for (const { id: lesionId, box } of lesions) {
    checkNotCancelled(signal);
    const lesion = scaleBox(box, photo.width, photo.height);
    const tile = lesionTile(lesion, photo, faceLength);
    const why = tile
      ? bars.some((bar) => isInPolygon(boxCentre(lesion), bar))
        ? UNDER_BAR
        : null
      : TOO_LARGE;
    const written = tile && why === null ? await throughFile(cutOut(image, tile)) : null;
    if (!tile || !written) refused.push({ lesionId, why: why ?? TOO_LARGE });
    else if (await findFace(written.image)) refused.push({ lesionId, why: SHOWS_FACE });
    else {
      const id = randomUUID();
      await keep(folder, id, 'full', written.file);
      const part = scaleBox(tile, 1 / photo.width, 1 / photo.height);
      pictures.push({ id, ...sizeOf(written.image), lesionId, part, eyesByHand: false });
    }
  }
  return { pictures, refused };
}

/** The file that is kept, and what it shows. @throws Error where it carries more than pixels. */
async function throughFile(image: RgbImage): Promise<{ readonly file: Buffer; readonly image: RgbImage }> {
  const file = await encodeJpeg(image, QUALITY);
  if (await hasMetadata(file)) throw new Error('A de-identified picture carries metadata.');
  return { file, image: await decoded(file) };
}

const decoded = (bytes: Buffer): Promise<RgbImage> =>
  decodePicture({ file: 'picture', format: 'jpeg', bytes });

function cutOut({ data, width }: RgbImage, tile: Box): RgbImage {
  const cut = new Uint8Array(tile.width * tile.height * 3);
  for (let row = 0; row < tile.height; row += 1) {
    const from = ((tile.y + row) * width + tile.x) * 3;
    cut.set(data.subarray(from, from + tile.width * 3), row * tile.width * 3);
  }
  return { width: tile.width, height: tile.height, data: cut };
}

async function keep(folder: string, id: string, rendition: Rendition, bytes: Buffer): Promise<void> {
  const file = join(folder, id, `${rendition}${SEALED_ENDING}`);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(file, sealedLikePictures(pictureIdentity(file), bytes), { mode: 0o600 });
}

const sizeOf = ({ width, height }: RgbImage) => ({ width, height });
const spanOf = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);

function checkNotCancelled(signal: AbortSignal): void {
  if (signal.aborted)
    throw new MaculeError({ kind: 'cancelled', message: 'The export was cancelled.', retryable: true });
}

const noDetector = (): MaculeError =>
  new MaculeError({
    kind: 'model-unavailable',
    message: 'The networks that find faces are missing, so no picture can be checked.',
    advice: 'Install Macule again.',
    retryable: false,
  });
