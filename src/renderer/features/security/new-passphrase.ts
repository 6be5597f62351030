import { z } from 'zod';
import { isLongEnough, SHORTEST_PASSPHRASE } from '../../../shared/access/passphrase';
import { typedText } from '../../ui/form';

/** A new passphrase, typed twice. */
export const newPassphrase = z
  .object({
    passphrase: z
      .string()
      .refine(
        isLongEnough,
        `At least ${SHORTEST_PASSPHRASE} letters: four or five words that do not belong together.`,
      ),
    repeated: z.string(),
  })
  .refine(({ passphrase, repeated }) => passphrase === repeated, {
    message: 'The two differ.',
    path: ['repeated'],
  });

/** The two fields as typed. */
export const readPassphrases = (data: FormData): z.input<typeof newPassphrase> => ({
  passphrase: typedText(data, 'passphrase'),
  repeated: typedText(data, 'repeated'),
});
