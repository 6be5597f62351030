import {
  changeSince,
  countInterval,
  isRealChange,
  type CountInterval,
  type RepeatError,
} from '../clinical/grading/change';
import { plusDays } from '../day';
import type { StatedCounts } from '../clinical/stated-type';
import type { PatientRecord } from './patient-record';
import { totalOf } from './total-of';

/** One visit on the time axis. */
export interface TimelinePoint {
  readonly visitId: string;
  /** ISO 8601 date. */
  readonly date: string;
  /** Null where no photo of the visit was analysed. */
  readonly counts: StatedCounts | null;
  readonly total: number | null;
  /** Of the total, against the first visit that was counted; null there, where it was 0, and without counts. */
  readonly percent: number | null;
  readonly isBaseline: boolean;
  /** 95 % interval of the total, by the repeat error; null without counts. */
  readonly interval: CountInterval | null;
  /** Whether the total has changed beyond the repeat error of both counts since the baseline; null there, and without counts. */
  readonly isRealChange: boolean | null;
  readonly iga: number | null;
}

/** A treatment under the time axis. */
export interface TreatmentBand {
  readonly id: string;
  readonly name: string;
  readonly from: string;
  /** The last day shown where it goes on. */
  readonly to: string;
  readonly goesOn: boolean;
  /** Row, from 0: bands in one row do not touch. */
  readonly lane: number;
}

export interface Timeline {
  readonly points: readonly TimelinePoint[];
  readonly bands: readonly TreatmentBand[];
  /** Days on which a course of treatment is to be reviewed (NICE NG198: after twelve weeks), ISO 8601. */
  readonly reviews: readonly string[];
  /** First and last day of the axis. */
  readonly from: string;
  readonly to: string;
}

const REVIEW_DAYS = 12 * 7;

/** A patient's course, or null before the first visit. @param repeatError of the counts, for their intervals. */
export function timelineOf({ visits, treatments }: PatientRecord, repeatError: RepeatError): Timeline | null {
  const first = visits[0]?.date;
  const last = visits.at(-1)?.date;
  if (!first || !last) return null;
  const baseline = visits.find(({ counted }) => counted !== null);
  const points = visits.map(({ id, date, counted, iga }): TimelinePoint => {
    const total = counted && totalOf(counted.counts);
    const isBaseline = id === baseline?.id;
    const percent =
      total === null || isBaseline || !baseline?.counted
        ? null
        : changeSince(totalOf(baseline.counted.counts), total).percent;
    const before = baseline?.counted ? totalOf(baseline.counted.counts) : null;
    return {
      ...{ visitId: id, date, counts: counted?.counts ?? null, total, percent, isBaseline, iga },
      interval: total === null ? null : countInterval(total, repeatError),
      isRealChange:
        total === null || before === null || isBaseline ? null : isRealChange(before, total, repeatError),
    };
  });
  // A treatment that is old news by the first visit does not stretch the axis; one that is begun within twelve weeks of
  // the last does, up to its review. A date far ahead, as a mistyped year is, would press the visits together.
  const from = [first, ...treatments.map(({ startedOn }) => startedOn)]
    .filter((date) => date >= plusDays(first, -REVIEW_DAYS))
    .reduce((a, b) => (a < b ? a : b));
  const begun = treatments.map(({ startedOn }) => startedOn).filter((date) => date >= from);
  const reviews = [...new Set(begun.map((date) => plusDays(date, REVIEW_DAYS)))].toSorted();
  const to = [
    last,
    plusDays(from, 28),
    ...reviews.filter((date) => date <= plusDays(last, 2 * REVIEW_DAYS)),
  ].reduce((a, b) => (a > b ? a : b));
  return {
    points,
    bands: bandsOf(treatments, from, to),
    reviews: reviews.filter((date) => date <= to),
    from,
    to,
  };
}

function bandsOf(
  treatments: PatientRecord['treatments'],
  from: string,
  to: string,
): readonly TreatmentBand[] {
  const lanes: string[] = [];
  return treatments
    .filter(({ startedOn, endedOn }) => startedOn <= to && (endedOn ?? to) >= from)
    .map(({ id, name, dose, startedOn, endedOn }) => {
      const start = startedOn < from ? from : startedOn;
      const end = endedOn === null || endedOn > to ? to : endedOn;
      const free = lanes.findIndex((taken) => taken < start);
      const lane = free < 0 ? lanes.length : free;
      lanes[lane] = end;
      return {
        ...{ id, from: start, to: end, lane, goesOn: endedOn === null },
        name: dose ? `${name}, ${dose}` : name,
      };
    });
}
