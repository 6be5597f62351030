import { z } from 'zod';
import { visitDetailsSchema } from '../../../../shared/record/visit';

/**
 * What stands in the visit form: its five CADI answers as texts, '' where none is chosen. The index is the sum of all
 * five, so part of them is none: that is said at the first empty one (fields `cadi0` to `cadi4`), never dropped.
 */
export const visitEntrySchema = visitDetailsSchema
  .omit({ cadi: true })
  .extend({ answers: z.array(z.string()).length(5) })
  .superRefine(({ answers }, context) => {
    const empty = answers.indexOf('');
    if (empty !== -1 && answers.some((answer) => answer !== ''))
      context.addIssue({
        code: 'custom',
        path: [`cadi${empty}`],
        message: 'Answer all five, or none.',
      });
  })
  .transform(({ answers, ...details }): z.input<typeof visitDetailsSchema> => ({
    ...details,
    cadi: answers.includes('') ? null : answers.map(Number),
  }))
  .pipe(visitDetailsSchema);
