import { formatMs, formatNumber, formatRateShort } from "@/lib/format-number";
import { DEFINITIONS, type Metric } from "@/lib/metrics/metric";

/** A figure of a metric in words, for messages that leave the app: `9.2 %`, `1,240 ms`, `$0.0042`. */
export function writeReading(metric: Metric, value: number): string {
  switch (DEFINITIONS[metric].unit) {
    case "rate":
      return formatRateShort(value, 1);
    case "ms":
      return formatMs(value);
    case "usd":
      return `$${value.toLocaleString("en-US", { maximumSignificantDigits: 3 })}`;
    case "count":
      return formatNumber(value, 1);
  }
}
