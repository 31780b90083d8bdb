/** A linear scale of a small drawing, in the units of its values. */
export interface Scale {
  min: number;
  max: number;
}

/** Position on a drawing `width` px wide; what lies outside stands at the edge. */
export function position(value: number, { min, max }: Scale, width: number): number {
  if (max <= min) return 0;
  const share = (value - min) / (max - min);
  return Math.round(Math.min(1, Math.max(0, share)) * width * 10) / 10;
}

/** The tightest scale on a round step that holds all values; the same for all rows of a column. */
export function scaleOf(
  values: ReadonlyArray<number | null | undefined>,
  step: number,
  limits: Partial<Scale> = {},
): Scale {
  const numbers = values.filter((value): value is number => value != null);
  if (numbers.length === 0) return { min: limits.min ?? 0, max: limits.max ?? step };
  const min = Math.floor(Math.min(...numbers) / step) * step;
  const max = Math.ceil(Math.max(...numbers) / step) * step;
  const low = Math.max(limits.min ?? -Infinity, min);
  const high = Math.min(limits.max ?? Infinity, max);
  return high > low ? { min: low, max: high } : { min: low - step, max: low };
}

/** Round ticks that divide a scale into about `count` parts. */
export function ticksOf({ min, max }: Scale, count = 3): number[] {
  const rough = (max - min) / count;
  if (!(rough > 0)) return [min];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough * 0.999) ?? 10) * power;
  const first = Math.ceil(min / step - 1e-9);
  const last = Math.floor(max / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}
