/** Fitzpatrick's six skin types, lightest first. */
export const FITZPATRICK = ['I', 'II', 'III', 'IV', 'V', 'VI'] as const;

/** @param type 1–6. @returns such as `skin type IV`. */
export const skinTypeName = (type: number): string => `skin type ${FITZPATRICK[type - 1] ?? type}`;
