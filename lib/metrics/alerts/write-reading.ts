import { DEFINITIONS, type Metric } from "@/lib/metrics/metric";

/** A figure of a metric in words, for messages that leave the app: `9.2 %`, `1,240 ms`, `$0.0042`. */
export function writeReading(metric: Metric, value: number): string {
  switch (DEFINITIONS[metric].unit) {
    case "rate":
      return `${(value * 100).toLocaleString("en-US", { maximumFractionDigits: 1 })} %`;
    case "ms":
      return `${Math.round(value).toLocaleString("en-US")} ms`;
    case "usd":
      return `$${value.toLocaleString("en-US", { maximumSignificantDigits: 3 })}`;
    case "count":
      return value.toLocaleString("en-US", { maximumFractionDigits: 1 });
  }
}
