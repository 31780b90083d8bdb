import { Badge } from "@/components/ui/data/badge";
import type { MetricChange } from "@/lib/metrics/contract";
import type { Metric } from "@/lib/metrics/metric";
import { formatChangeInterval, formatMetricChange } from "./metric-words";

interface Props {
  metric: Metric;
  change: MetricChange | null;
  /** Without the interval, for narrow places; it stands in the title. */
  isBrief?: boolean;
  /** Stands before the figure: "success". */
  name?: string;
}

/** `+0.6 pt (+0.2 to +1.0)` and, when the interval says so, “got worse”. */
export function ChangeFigure({ metric, change, isBrief, name }: Props) {
  if (!change) return <span className="text-text-3">nothing to compare with</span>;
  const interval = formatChangeInterval(metric, change);
  const figure = formatMetricChange(metric, change);
  return (
    <span
      className="tabular-nums"
      title={interval ? `95 % interval of the change: ${interval}` : "too few to tell"}
    >
      {name && `${name} `}
      {figure}
      {isBrief ? " vs before" : ` (${interval ?? "too few to tell"})`}
      {change.verdict === "worse" && (
        <>
          {" "}
          <Badge tone="outline">got worse</Badge>
        </>
      )}
    </span>
  );
}
