/** Fewest letters of a passphrase (NIST SP 800-63B-4 asks 15 where it is the only secret, and no rules besides). */
export const SHORTEST_PASSPHRASE = 15;

/** Letters are counted as a person does, in Unicode's composed form (NFKC). */
export const isLongEnough = (passphrase: string): boolean =>
  Array.from(passphrase.normalize('NFKC')).length >= SHORTEST_PASSPHRASE;
