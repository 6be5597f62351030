import type { StatedType } from '../clinical/stated-type';
import type { Box } from '../geometry/box';
import { boxCentre, type Point } from '../geometry/viewport';
import { assignPairs } from './assign';
import type { Registration } from './register';
import { typesDiffer } from './types-differ';

/** A lesion of one of two photos; the box in pixels of its photo. */
export interface FateLesion {
  readonly id: string;
  /** Null where nobody is sure. */
  readonly type: StatedType | null;
  readonly box: Box;
}

/** What a clinician said of two lesions: that they are the same one, or that they are not. */
export interface FateCorrection {
  readonly earlierId: string;
  readonly laterId: string;
  readonly same: boolean;
}

export interface LesionPair {
  readonly earlierId: string;
  readonly laterId: string;
  /** After registration and local refinement, in units of the registration; what is left of it for this pair. */
  readonly distance: number;
}

/** Distance that a lesion may seem to have moved by, in units of the registration, whatever its size. */
const GATE = 0.075;
/** … and more by this share of the larger lesion's side: the middle of a nodule is not as sure as a comedone's. */
const GATE_BY_SIZE = 0.5;
/** What types that differ add to the distance, as a share of the gate. */
const TYPE_PENALTY = 0.15;
/** What sizes that differ by a factor of e add. */
const SIZE_PENALTY = 0.15;
/** Pairs nearby that tell how the skin really moved, and how far off they are listened to, in units. */
const REFINEMENT_REACH = 0.35;
/** Weight of "it did not move" against the pairs nearby. */
const REFINEMENT_STAY = 0.5;
const ROUNDS = 3;

/**
 * Finds which lesions of two photos are the same: one to one, at the least total distance on the earlier photo, within
 * a gate that grows with the lesions. Between rounds the pairs found so far refine the registration where they lie.
 */
export function matchLesions(
  earlier: readonly FateLesion[],
  later: readonly FateLesion[],
  { toEarlier, similarity, unit }: Registration,
  corrections: readonly FateCorrection[] = [],
): readonly LesionPair[] {
  const measures = { unit, enlarges: Math.hypot(similarity.a, similarity.b) };
  const laid = later.map(({ box }) => inUnits(toEarlier(boxCentre(box)), unit));
  const targets = earlier.map(({ box }) => inUnits(boxCentre(box), unit));
  const same = new Set(corrections.filter((one) => one.same).map(keyOf));
  const different = new Set(corrections.filter((one) => !one.same).map(keyOf));
  let places: readonly Point[] = laid;
  let pairs: readonly (readonly [earlier: number, later: number])[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const costs = earlier.map((a, row) =>
      later.map((b, column) => {
        const key = keyOf({ earlierId: a.id, laterId: b.id });
        if (same.has(key)) return -CERTAIN;
        if (different.has(key)) return Infinity;
        return costOf(a, b, distanceOf(targets[row], places[column]), measures);
      }),
    );
    pairs = assignPairs(costs, 0.5).flatMap((column, row) =>
      column === null ? [] : [[row, column] as const],
    );
    // What a clinician linked from afar says nothing about how the skin round it moved.
    const near = pairs.filter(([row, column]) => {
      const [a, b] = [earlier[row], later[column]];
      return a && b && costOf(a, b, distanceOf(targets[row], places[column]), measures) < Infinity;
    });
    if (round < ROUNDS - 1) places = refine(laid, targets, near);
  }
  return pairs.map(([row, column]) => ({
    earlierId: earlier[row]?.id ?? '',
    laterId: later[column]?.id ?? '',
    distance: distanceOf(targets[row], places[column]),
  }));
}

/** Cheaper than any other pair by far. */
const CERTAIN = 1e3;
const ORIGIN: Point = { x: 0, y: 0 };
const keyOf = ({ earlierId, laterId }: Pick<FateCorrection, 'earlierId' | 'laterId'>): string =>
  `${earlierId} ${laterId}`;
const inUnits = ({ x, y }: Point, unit: number): Point => ({ x: x / unit, y: y / unit });
const distanceOf = (a: Point = ORIGIN, b: Point = ORIGIN): number => Math.hypot(a.x - b.x, a.y - b.y);
const sideOf = ({ box }: FateLesion): number => Math.sqrt(Math.max(1e-9, box.width * box.height));

interface Measures {
  /** Of the registration, pixels of the earlier photo. */
  readonly unit: number;
  /** Pixels of the earlier photo in one of the later. */
  readonly enlarges: number;
}

/** Distance as a share of the gate, with what speaks against the pair; Infinity beyond the gate. */
function costOf(a: FateLesion, b: FateLesion, distance: number, { unit, enlarges }: Measures): number {
  const [sideA, sideB] = [sideOf(a), sideOf(b) * enlarges];
  const gate = GATE + (GATE_BY_SIZE * Math.max(sideA, sideB)) / unit;
  if (distance > gate) return Infinity;
  const types = typesDiffer(a.type, b.type) ? TYPE_PENALTY : 0;
  return distance / gate + types + SIZE_PENALTY * Math.abs(Math.log(sideA / sideB));
}

/** Moves each lesion by what the pairs round it still lack. */
function refine(
  laid: readonly Point[],
  targets: readonly Point[],
  pairs: readonly (readonly [earlier: number, later: number])[],
): readonly Point[] {
  const known = pairs.flatMap(([row, column]) => {
    const [target, place] = [targets[row], laid[column]];
    return target && place ? [{ place, column, dx: target.x - place.x, dy: target.y - place.y }] : [];
  });
  return laid.map((point, own) => {
    let [dx, dy, total] = [0, 0, REFINEMENT_STAY];
    for (const { place, column, dx: right, dy: down } of known) {
      // A pair does not vouch for itself.
      if (column === own) continue;
      const weight = Math.exp(-0.5 * (distanceOf(point, place) / REFINEMENT_REACH) ** 2);
      dx += weight * right;
      dy += weight * down;
      total += weight;
    }
    return { x: point.x + dx / total, y: point.y + dy / total };
  });
}
