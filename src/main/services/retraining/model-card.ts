import type { RunRecord } from '../../../shared/training/run-record';
import type { RetrainingVerdict, VerdictContest } from '../../../shared/training/verdict';
import type { DatasetSizes } from '../../datasets/clinic/dataset-size';

/** All that a card says. It names no patient and no photo. */
export interface CardFacts {
  readonly title: string;
  readonly weightsSha256: string;
  readonly sizes: DatasetSizes;
  readonly record: RunRecord;
  readonly verdict: RetrainingVerdict;
  readonly parent: { readonly id: string; readonly sha256: string };
  /** ISO 8601. */
  readonly approvedAt: string;
  /** Null in a library without users. */
  readonly approvedBy: string | null;
  readonly appVersion: string;
}

/** The card of a model that learned from the clinic's own patients, Markdown. */
export function modelCard(facts: CardFacts): string {
  const { title, weightsSha256, sizes, record, verdict, parent, approvedAt, approvedBy } = facts;
  const { settings, seed, engine, startedAt } = record;
  return `# ${title}

A lesion detector that was taught this clinic's own patients.

**Intended use.** Decision support and record keeping for the clinicians of this clinic; not a diagnosis. It was measured on this clinic's patients and camera: elsewhere it may be worse.

## Data

| part | photos | patients |
| --- | --- | --- |
| learned from | ${sizes.train.photos} | ${sizes.train.patients} |
| weights, scores and threshold chosen by | ${sizes.valid.photos} | ${sizes.valid.patients} |
| locked test set | ${sizes.test.photos} | ${sizes.test.patients} |

Consent: every photo was taken of a patient who agreed to the use for AI training, and its lesion map was confirmed as complete by a clinician, when training began. Parts are by patient, drawn once and for all; training was not given the test set.

## Recipe

- Began from: ${parent.id} (weights ${short(parent.sha256)}); weights of this model: ${short(weightsSha256)}.
- What learned: ${PARTS[settings.trainedPart ?? 'all']}; learning rate ${settings.learningRate}, up to ${settings.epochs} rounds, ${settings.batchSize} tiles at once; rendered lesions of known type are painted on some tiles.
- Seed ${seed}; data fingerprint ${short(record.data.fingerprint)}; ${engine.id} on ${engine.device}; Macule ${facts.appVersion}; begun ${startedAt}.

## Figures

On the locked test set of ${verdict.photos} photos of ${verdict.patients} patients, each model at its own threshold; differences with their 95 % intervals (paired bootstrap by patient).

| figure | before | after | difference |
| --- | --- | --- | --- |
${row('F1 of centre hits', verdict.f1, 3)}
${row('count error, lesions a photo', verdict.countError, 2)}
${verdict.recalls.map((recall) => row(`found, ${recall.of}`, recall, 3)).join('\n')}

${verdict.reason}

## Approval

Taken into use by ${approvedBy ?? 'a user of a library without user accounts'} at ${approvedAt}.
`;
}

const PARTS = {
  all: 'all that may learn',
  upper: 'the head and the upper half of the backbone',
  head: 'the head alone',
} as const;

const short = (hash: string): string => hash.slice(0, 12);

const row = (name: string, { champion, challenger, difference }: VerdictContest, digits: number): string =>
  `| ${name} | ${figure(champion, digits)} | ${figure(challenger, digits)} | ${
    difference ? `${signed(difference.low, digits)} to ${signed(difference.high, digits)}` : 'n/a'
  } |`;

const figure = (value: number | null, digits: number): string => value?.toFixed(digits) ?? 'n/a';
const signed = (value: number, digits: number): string =>
  `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(digits)}`;
