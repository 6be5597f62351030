import { create } from 'zustand';
import { BUILT_IN_REPEAT_ERROR, type RepeatErrorInUse } from '../../shared/clinical/grading/repeat-error';
import { request } from './client';

/** What intervals of counts are made with. */
export const useRepeatError = create<RepeatErrorInUse>()(() => BUILT_IN_REPEAT_ERROR);

/** Once a start is enough: it takes dozens of new pairs to change. The built-in one serves where main cannot tell. */
export async function loadRepeatError(): Promise<void> {
  const result = await request('clinic:repeat-error', {});
  if (result.ok) useRepeatError.setState(result.value);
}
