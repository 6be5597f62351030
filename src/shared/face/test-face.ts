import type { Face } from './face';
import { standardLandmarks } from './standard-face';

/** A rendered, nearly upright face on a square picture: for tests. */
export const testFace = (): Face => ({ confidence: 1, landmarks: standardLandmarks() });
