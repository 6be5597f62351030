import { drawCourse } from '../../shared/phantom/course';
import { Person } from '../../shared/phantom/person';
import { REST } from '../../shared/phantom/pose';
import { encodeJpeg } from '../imaging/encode-jpeg';

/** Pixels: about what a clinic's camera or phone leaves after cropping to the face. */
const SIZE = { width: 2000, height: 2400 } as const;
const SEED = 42;
const LESIONS = 34;
const JPEG_QUALITY = 92;

/** A JPEG of nobody with moderate acne, the same every time; about ten seconds of one core. */
export function renderedPhoto(): Promise<Buffer> {
  const person = new Person({ ...SIZE, seed: SEED, tone: 3, margin: SIZE.width / 5 });
  const [lesions = []] = drawCourse(person, {
    ...{ seed: SEED, visits: 1, lesions: LESIONS, side: SIZE.width },
    ...{ resolving: 0, appearing: 0, changing: 0 },
  });
  const { image } = person.photograph(lesions, { ...REST, scale: 0.94 }, SEED);
  return encodeJpeg(image, JPEG_QUALITY);
}
