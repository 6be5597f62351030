/** @typedef {(sentence: string, right: boolean, detail?: string) => void} Expect */

/**
 * Says of each expectation whether it is met, and counts those that are not.
 * @returns {{expect: Expect, unmet: () => number}}
 */
export function expectations() {
  let unmet = 0;
  return {
    expect: (sentence, right, detail = '') => {
      process.stdout.write(`  ${right ? 'yes' : 'NO '}  ${sentence}\n${right ? '' : `${detail}\n`}`);
      if (!right) unmet += 1;
    },
    unmet: () => unmet,
  };
}
