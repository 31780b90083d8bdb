/** Fewer holdout cases than this are never told below admin, neither as a group nor as what is left of one. */
export const LEAST_GROUP = 5;

/** A group of cases, or what a whole has beside it, is too small to be told. */
export const tellsTooMuch = (n: number, whole: number): boolean => isSmall(n) || isSmall(whole - n);

const isSmall = (n: number): boolean => n > 0 && n < LEAST_GROUP;
