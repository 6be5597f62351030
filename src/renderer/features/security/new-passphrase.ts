import { z } from 'zod';
import { typedText } from '../../ui/form';

/** As the vault demands it; it checks again. */
const SHORTEST = 15;

/** A new passphrase, typed twice. */
export const newPassphrase = z
  .object({
    passphrase: z
      .string()
      .refine(
        (text) => Array.from(text.normalize('NFKC')).length >= SHORTEST,
        `At least ${SHORTEST} letters: four or five words that do not belong together.`,
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
