import { InvalidArgumentError, Option } from 'commander';
import { ENGINE_IDS } from '../../shared/engine/status';

/** A number from 0 to 1. */
export function parseScore(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError('Give a number from 0 to 1.');
}

export function parsePositive(text: string): number {
  const value = Number(text);
  if (value > 0 && Number.isFinite(value)) return value;
  throw new InvalidArgumentError('Give a number above 0.');
}

export function parseNotNegative(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && Number.isFinite(value)) return value;
  throw new InvalidArgumentError('Give a number, 0 or more.');
}

export function parseCount(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw new InvalidArgumentError('Give a whole number above 0.');
}

/** Networks halve their pictures five times. */
const SIDE_MULTIPLE = 32;

export function parseSide(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0 && value % SIDE_MULTIPLE === 0) return value;
  throw new InvalidArgumentError(`Give a multiple of ${SIDE_MULTIPLE}.`);
}

/** More than any computer has; ONNX Runtime would try to start them all. */
const MOST_THREADS = 256;

export function parseThreads(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= MOST_THREADS) return value;
  throw new InvalidArgumentError(`Give a whole number from 1 to ${MOST_THREADS}.`);
}

export function parseSeed(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new InvalidArgumentError('Give a whole number, 0 or more.');
}

export const jsonOption = (): Option => new Option('--json', 'print JSON');

export const engineOption = (): Option =>
  new Option('--engine <id>', 'use this engine instead of the fastest that works')
    .env('MACULE_ENGINE')
    .choices(ENGINE_IDS);

export const threadsOption = (): Option =>
  new Option('--threads <n>', 'processor threads (default: one a core, at most 8)').argParser(parseThreads);

export const modelOption = (): Option =>
  new Option('--model <id or path>', 'detector: a shipped one or a model folder (default: the shipped one)');
