import {
  formatCount,
  formatInterval,
  formatMs,
  formatNumber,
  formatRate,
  formatUsd,
  UNKNOWN,
} from "@/lib/format-number";
import type { Reading } from "./contract";
import { DEFINITIONS, type Metric, PER } from "./metric";

const small = (value: number): string => formatNumber(value, value < 10 ? 2 : value < 100 ? 1 : 0);

/** A figure with its unit: `93.4 %`, `1,068 ms`, `$0.66` (per 1,000). */
export function formatReading(metric: Metric, value: number | null | undefined): string {
  if (value == null) return UNKNOWN;
  switch (DEFINITIONS[metric].unit) {
    case "rate":
      return formatRate(value);
    case "ms":
      return formatMs(value);
    case "usd":
      return formatUsd(value * PER);
    case "count":
      return small(value);
  }
}

/** The interval without its unit: `84.9–85.5`; null when there is none. */
export function formatReadingInterval(metric: Metric, reading: Reading): string | null {
  const { low, high } = reading;
  if (low === null || high === null) return null;
  switch (DEFINITIONS[metric].unit) {
    case "rate":
      return formatInterval(low, high);
    case "ms":
      return `${formatCount(low)}–${formatCount(high)}`;
    case "usd":
      return `${formatUsd(low * PER)}–${formatUsd(high * PER)}`;
    case "count":
      return `${small(low)}–${small(high)}`;
  }
}
