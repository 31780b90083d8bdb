/** Kinds of scorers that are rules: what a judge or an embedding says belongs to a whole run. */
export const asksNoModel = (kind: string): boolean =>
  !kind.startsWith("judge-") && kind !== "similar";
