/**
 * The ways in which a word may be written, itself among them; only the beginning is varied of a word with very many.
 * @returns at most 64, lower case.
 */
export declare function spellingsOf(word: string): readonly string[];
