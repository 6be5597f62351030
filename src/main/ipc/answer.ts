import { z } from 'zod';
import { toFailure } from '../../shared/errors';
import type { RequestName, RequestOutput, requests } from '../../shared/ipc/contract';
import { failed, success, type Result } from '../../shared/ipc/result';

type ParsedInput<N extends RequestName> = z.output<(typeof requests)[N]['input']>;

/** Answers one request; throws `MaculeError` where it can't. */
export type RequestHandler<N extends RequestName> = (
  input: ParsedInput<N>,
) => RequestOutput<N> | Promise<RequestOutput<N>>;

/**
 * Checks the input, runs the handler, checks its answer. Nothing is thrown: what goes wrong becomes a
 * failure, and a programming mistake is logged as well.
 */
export async function answer<N extends RequestName>(
  name: N,
  schemas: { readonly input: z.ZodType; readonly output: z.ZodType },
  handler: RequestHandler<N>,
  input: unknown,
  log: (line: string) => void,
): Promise<Result<RequestOutput<N>>> {
  const parsed = schemas.input.safeParse(input);
  if (!parsed.success) {
    log(`${name} was asked with a malformed input`);
    const message = `The request “${name}” is malformed: ${z.prettifyError(parsed.error)}`;
    return failed({ kind: 'invalid-input', message, retryable: false });
  }
  try {
    const output = await handler(parsed.data as ParsedInput<N>);
    return success(schemas.output.parse(output) as RequestOutput<N>);
  } catch (thrown) {
    const failure = toFailure(thrown);
    if (failure.kind === 'internal')
      log(`${name} failed: ${thrown instanceof Error ? thrown.stack : 'unknown'}`);
    return failed(failure);
  }
}
