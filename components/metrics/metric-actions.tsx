import { BarChart3, Bell, Download, Table2, ZoomOut } from "lucide-react";
import { downloadTable } from "@/components/charts/download-table";
import { Button } from "@/components/ui/controls/button";
import { Segmented } from "@/components/ui/controls/segmented";
import type { MetricCharts } from "@/lib/metrics/contract";
import { METRICS } from "@/lib/metrics/metric";
import { wholeTable } from "./chart-lines";
import type { UsedMetricAddress } from "./use-metric-address";

interface Props {
  address: UsedMetricAddress;
  charts: MetricCharts | undefined;
  mayWrite: boolean;
}

/** Zoom, charts or tables, the CSV file, and a new alert. */
export function MetricActions({ address: { state, set }, charts, mayWrite }: Props) {
  return (
    <>
      {state.from && state.to && (
        <Button
          size="sm"
          icon={<ZoomOut aria-hidden="true" />}
          onClick={() => void set({ from: null, to: null, range: null })}
        >
          Reset zoom
        </Button>
      )}
      <Segmented
        label="Show as"
        options={[
          {
            value: "chart",
            label: (
              <>
                <BarChart3 aria-hidden="true" /> Charts
              </>
            ),
          },
          {
            value: "table",
            label: (
              <>
                <Table2 aria-hidden="true" /> Table
              </>
            ),
          },
        ]}
        value={state.view}
        onValueChange={(view) => void set({ view })}
      />
      <Button
        size="sm"
        icon={<Download aria-hidden="true" />}
        disabled={!charts?.all}
        onClick={() => {
          if (charts) downloadTable("metrics", wholeTable(charts, METRICS));
        }}
      >
        CSV
      </Button>
      {mayWrite && (
        <Button
          size="sm"
          icon={<Bell aria-hidden="true" />}
          onClick={() => void set({ alert: "new" })}
        >
          Alert…
        </Button>
      )}
    </>
  );
}
