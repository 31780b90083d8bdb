/** Evidence of any size as a finite number: records are JSON, which has no infinity. */
export const finiteExp = (log: number): number => Math.exp(Math.min(log, 700));
