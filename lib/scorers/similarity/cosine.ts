/** Cosine of the angle between two vectors, -1 to 1; null for different lengths, or where one is all zeros. */
export function computeCosine(one: readonly number[], two: readonly number[]): number | null {
  if (one.length !== two.length) return null;
  let dot = 0;
  let lengthOne = 0;
  let lengthTwo = 0;
  for (const [index, a] of one.entries()) {
    const b = two[index] ?? 0;
    dot += a * b;
    lengthOne += a * a;
    lengthTwo += b * b;
  }
  const lengths = Math.sqrt(lengthOne) * Math.sqrt(lengthTwo);
  if (!Number.isFinite(lengths) || lengths === 0) return null;
  return Math.max(-1, Math.min(1, dot / lengths));
}
