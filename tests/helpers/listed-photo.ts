import { join } from 'node:path';
import type { ClinicPhoto } from '../../src/shared/training/clinic-photos';
import { photoIdOf } from './memory-database';
import { writePhantom } from './phantom-file';

const SIDE = 320;

/**
 * A rendered photo of a patient of its own, as it stands in the list of a run; the type of one lesion is left open. Its
 * lesions are larger than life: true to it they would have two to five pixels.
 */
export async function listedPhoto(
  folder: string,
  number: number,
  part: ClinicPhoto['part'],
): Promise<ClinicPhoto> {
  const name = `face${number}.png`;
  const options = {
    width: SIDE,
    height: SIDE,
    seed: number,
    counts: { papule: 6, comedone: 4 },
    lesionScale: 2,
  };
  const { lesions } = await writePhantom(folder, name, options);
  return {
    ...{ photoId: photoIdOf(number), patientId: photoIdOf(1_000 + number), part, group: 'skin type IV' },
    ...{ file: join(folder, name), width: SIDE, height: SIDE },
    lesions: lesions.map(({ type, box }, index) => ({
      type: index === 0 ? null : type,
      box: {
        ...{ x: box.x / SIDE, y: box.y / SIDE },
        ...{ width: box.width / SIDE, height: box.height / SIDE },
      },
    })),
  };
}
