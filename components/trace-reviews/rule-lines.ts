interface Sign {
  field: string;
  atLeast: number;
}

export const linesOf = (text: string): string[] => [
  ...new Set(
    text
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean),
  ),
];

export const formatSigns = (signs: readonly Sign[]): string =>
  signs.map(({ field, atLeast }) => `${field} >= ${atLeast}`).join("\n");

/** `payments >= 2`, one a line. */
export function readSigns(text: string): { signs: Sign[] } | { problem: string } {
  const signs: Sign[] = [];
  for (const line of linesOf(text)) {
    const match = /^(.{1,120}?)\s*>=\s*(-?\d+(?:\.\d+)?)$/.exec(line);
    if (!match?.[1]) return { problem: `Write “${line}” as a field and a number: payments >= 2.` };
    signs.push({ field: match[1], atLeast: Number(match[2]) });
  }
  return { signs };
}
