import type { DataInspection, RunOrder, SplitCounts } from '../../../../shared/ipc/training';
import { recipeSettingsSchema, type RecipeSettings } from '../../../../shared/training/recipe';
import { MODELS } from '../models';
import { minutesUntil } from '../times';
import type { AdvancedFields, Draft } from './draft-store';

/** A draft as an order, or what still stands in its way, sentence by sentence. */
export type DraftOutcome =
  | { readonly ok: true; readonly order: RunOrder }
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * @param inspection of the draft's photos; null until they have been looked into.
 * @param metrics by which the draft's model may stop early, its own first; none where that is not known.
 * @param taken names of other runs: one that the draft does not name itself gets a name of its own.
 */
export function orderOfDraft(
  draft: Draft,
  inspection: DataInspection | null,
  metrics: readonly string[],
  taken: readonly string[],
  now: Date,
): DraftOutcome {
  const { data, model, limited, doneBy } = draft;
  const minutes = limited ? minutesUntil(doneBy, now) : null;
  const settings = recipeSettingsSchema.safeParse(settingsOf(draft, metrics));
  const seed = Number(draft.advanced.seed);
  const problems = [
    ...(data === null ? ['Choose the photos to learn from.'] : []),
    ...(inspection === null ? [] : dataProblems(countsFor(draft, inspection))),
    ...(limited && minutes === null ? ['Enter the time at which training has to be done.'] : []),
    ...(settings.success ? [] : settings.error.issues.map(({ path }) => fieldProblem(path[0]))),
    ...(Number.isSafeInteger(seed) && seed >= 0 && draft.advanced.seed !== ''
      ? []
      : ['The seed has to be a whole number, 0 or more.']),
  ];
  if (problems.length > 0 || data === null || !settings.success)
    return { ok: false, problems: [...new Set(problems)] };
  const name = draft.name.trim() || untaken(defaultName(draft), taken);
  return {
    ok: true,
    order: { name, model, dataId: data.id, settings: settings.data, seed, maxMinutes: minutes },
  };
}

/** "Study network on clinic-2025". */
export const defaultName = ({ model, data }: Pick<Draft, 'model' | 'data'>): string =>
  `${MODELS[model].title}${data === null ? '' : ` on ${data.name}`}`;

function untaken(name: string, taken: readonly string[]): string {
  if (!taken.includes(name)) return name;
  let number = 2;
  while (taken.includes(`${name}, ${number}`)) number += 1;
  return `${name}, ${number}`;
}

/** The photos that the draft's model can use. */
export const countsFor = (
  { model }: Pick<Draft, 'model'>,
  { photos, locatedPhotos }: DataInspection,
): SplitCounts => (MODELS[model].task === 'detection' ? locatedPhotos : photos);

function dataProblems({ train, valid }: SplitCounts): readonly string[] {
  if (train === 0 && valid === 0)
    return [
      'This model cannot learn from these photos: it is not marked where the lesions are. Choose other photos or another model.',
    ];
  if (train === 0) return ['There are no photos to learn from: put some into a folder “train”.'];
  if (valid === 0)
    return [
      'There are no photos to check with: put photos of other people into a folder “valid”. “macule dataset split” does it.',
    ];
  return [];
}

/** What the fields say, as far as they say anything; numbers are checked by the schema. */
function settingsOf({ epochs, advanced }: Draft, metrics: readonly string[]): RecipeSettings {
  const { schedule, classWeights, augment } = advanced;
  return {
    ...numberField('epochs', epochs),
    ...numberField('batchSize', advanced.batchSize),
    ...numberField('side', advanced.side),
    ...numberField('learningRate', advanced.learningRate),
    ...numberField('normLimit', advanced.normLimit),
    ...(schedule === '' ? {} : { schedule }),
    ...stoppingOf(advanced, metrics),
    ...(classWeights === '' ? {} : { classWeights: classWeights === 'yes' }),
    ...(augment === '' ? {} : { augment: augment === 'yes' }),
  };
}

const numberField = <K extends string>(key: K, text: string): Partial<Record<K, number>> =>
  text.trim() === '' ? {} : ({ [key]: Number(text) } as Partial<Record<K, number>>);

function stoppingOf(
  { stopping, stoppingMetric, patience }: AdvancedFields,
  metrics: readonly string[],
): Pick<RecipeSettings, 'earlyStopping'> {
  if (stopping === '') return {};
  if (stopping === 'never') return { earlyStopping: null };
  // A figure that was chosen for another model may be none of this one's.
  const metric = metrics.includes(stoppingMetric) ? stoppingMetric : (metrics[0] ?? 'loss');
  return { earlyStopping: { metric, patience: Number(patience) } };
}

const FIELD_PROBLEMS: Readonly<Record<string, string>> = {
  epochs: 'The number of rounds has to be a whole number, 1 or more.',
  batchSize: 'Photos at once has to be a whole number, 1 or more.',
  side: 'The picture side has to be a multiple of 32 pixels.',
  learningRate: 'The learning rate has to be a number above 0.',
  normLimit: 'The gradient limit has to be 0 or more.',
  earlyStopping: 'Early stopping needs a whole number of rounds, 1 or more.',
};

const fieldProblem = (field: PropertyKey | undefined): string =>
  FIELD_PROBLEMS[String(field)] ?? `The setting “${String(field)}” does not fit.`;
