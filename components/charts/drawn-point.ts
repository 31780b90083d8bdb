import type { ChartPoint } from "./line-chart-props";

type Domain = readonly [number | "auto", number | "auto"];
type Values = Record<string, number | null>;

/** A point as it is drawn: inside of the plot, whatever was measured. */
export interface DrawnPoint {
  /** Of every line, for its hairline. */
  all: Values;
  /** Without what says little. */
  solid: Values;
  bands: Record<string, [number, number] | null>;
}

/** What lies beyond the axis is drawn at its end; the tip and the table have what it is. */
export function drawnPoint(
  { values, bands, thin = [] }: ChartPoint,
  [min, max]: Domain,
): DrawnPoint {
  const inside = (value: number) =>
    Math.min(
      typeof max === "number" ? max : value,
      Math.max(typeof min === "number" ? min : value, value),
    );
  const all = Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, value === null ? null : inside(value)]),
  );
  return {
    all,
    solid: Object.fromEntries(
      Object.entries(all).map(([key, value]) => [key, thin.includes(key) ? null : value]),
    ),
    bands: Object.fromEntries(
      Object.entries(bands ?? {}).map(([key, band]) => [
        key,
        band === null || thin.includes(key) ? null : [inside(band[0]), inside(band[1])],
      ]),
    ),
  };
}
