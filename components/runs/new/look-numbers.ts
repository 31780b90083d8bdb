interface Looks {
  holdoutLooks: number;
  holdoutBudget: number | null;
}

/** Which looks the next ones are: `3 of 20`, `3 and 4 of 20`, `3 to 11 of 20`. */
export function lookNumbers({ holdoutLooks, holdoutBudget }: Looks, looks: number): string {
  const first = holdoutLooks + 1;
  const last = holdoutLooks + looks;
  const numbers = looks === 1 ? String(first) : `${first} ${looks === 2 ? "and" : "to"} ${last}`;
  return holdoutBudget === null ? numbers : `${numbers} of ${holdoutBudget}`;
}
