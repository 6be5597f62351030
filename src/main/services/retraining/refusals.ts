import { MaculeError } from '../../../shared/errors';
import type { Shortage } from '../../datasets/clinic/dataset-size';

const refusal = (message: string, advice: string): MaculeError =>
  new MaculeError({ kind: 'invalid-input', message, advice, retryable: false });

export const tooFew = ({ photos, patients }: Shortage): MaculeError =>
  refusal(
    `There are too few confirmed photos to learn from: about ${photos} more are needed${
      patients > 0 ? `, of about ${patients} more patients` : ''
    }.`,
    'Confirm lesion maps of patients who agree to AI training.',
  );

export const parentCannotLearn = (title: string | null): MaculeError =>
  refusal(
    title === null
      ? 'The model in use is missing.'
      : `“${title}”, the model in use, is not a lesion detector of Macule and cannot be taught further.`,
    'Choose another model to analyse photos with.',
  );

export const notCompared = (): MaculeError =>
  refusal(
    'The new model has not been compared with the model in use yet.',
    'Let the run come to its end, or resume it.',
  );

export const notBetter = (reason: string): MaculeError =>
  refusal(
    `The new model does not take the place of the model in use. ${reason}`,
    'Confirm more photos and teach it again; the model in use stays.',
  );

export const otherParent = (): MaculeError =>
  refusal(
    'The new model was compared with another model than the one in use now.',
    'Go back to that model first, or teach the one in use.',
  );

export const consentWithdrawn = (photos: number): MaculeError =>
  refusal(
    `Since the run began, ${photos === 1 ? 'a photo that it uses was' : `${photos} photos that it uses were`} withdrawn from AI training or removed.`,
    'Teach it again: the next run leaves them out.',
  );
