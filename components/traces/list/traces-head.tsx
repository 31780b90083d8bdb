"use client";
import { useQuery } from "@tanstack/react-query";
import { Download, Ellipsis, Pause } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { buttonClass } from "@/components/ui/controls/button-class";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Link } from "@/components/ui/controls/link";
import { Segmented } from "@/components/ui/controls/segmented";
import { lazyView } from "@/components/ui/lazy-view";
import { Menu } from "@/components/ui/overlays/menu";
import { PageHead } from "@/components/ui/page-head";
import { Kbd } from "@/components/ui/text/kbd";
import { formatCount, formatCountOf, formatRateWithInterval } from "@/lib/format-number";
import { fillPath, toQuery } from "@/lib/http/api-client";
import { wilsonInterval } from "@/lib/stats/intervals/wilson-interval";
import type { TraceCount } from "@/lib/traces/contract";
import type { TraceFilters } from "@/lib/traces/filter-contract";
import { traceQueries } from "@/lib/traces/queries";
import { LiveDot } from "./live-dot";

const AskForLabelsDialog = lazyView(
  () => import("@/components/trace-reviews/ask-for-labels-dialog"),
);
const ProposeChainDialog = lazyView(
  () => import("@/components/chains/propose/propose-chain-dialog"),
);

interface Props {
  project: string;
  filters: TraceFilters;
  isOfOnePrompt: boolean;
  keptDays: number | null;
  live: boolean;
  onLive: (live: boolean) => void;
  isEmpty: boolean;
  mayWrite: boolean;
}

export function TracesHead(props: Props) {
  const { project, filters, isOfOnePrompt, keptDays, live, onLive, isEmpty, mayWrite } = props;
  const [open, setOpen] = useState<"labels" | "chain" | null>(null);
  const onClose = () => setOpen(null);
  const sub = useSubline({ project, filters, keptDays, isEmpty });
  const actions = !isEmpty && (
    <>
      <LiveSwitch live={live} onLive={onLive} />
      <ExportMenu project={project} filters={filters} />
      {mayWrite && (
        <Menu
          align="end"
          trigger={<IconButton label="More actions" icon={<Ellipsis aria-hidden="true" />} />}
          items={[
            { label: "Ask for labels…", onSelect: () => setOpen("labels") },
            { label: "Make a chain…", onSelect: () => setOpen("chain") },
          ]}
        />
      )}
      {open === "labels" && <AskForLabelsDialog {...{ project, of: { filters }, onClose }} />}
      {open === "chain" && <ProposeChainDialog {...{ project, of: { filters }, onClose }} />}
      {!isOfOnePrompt && (
        <Link href={`/${project}/traces/review`} className={buttonClass({ variant: "primary" })}>
          Review traces
        </Link>
      )}
    </>
  );
  if (isOfOnePrompt)
    return (
      <div className="mb-3 flex items-center gap-2">
        <p className="tabular-nums text-13 text-text-2">{sub}</p>
        <div className="ml-auto flex items-center gap-2">{actions}</div>
      </div>
    );
  return (
    <PageHead title="Traces" sub={<span className="tabular-nums">{sub}</span>} actions={actions} />
  );
}

type SublineOptions = Pick<Props, "project" | "filters" | "keptDays" | "isEmpty">;

/** How long traces are kept, and how many match. */
function useSubline({ project, filters, keptDays, isEmpty }: SublineOptions): string {
  const matching = useQuery({ ...traceQueries.count(project, filters), enabled: !isEmpty }).data;
  const { outcome, ...others } = filters;
  // Of how many: the same traces whatever their outcome.
  const { data: all } = useQuery({
    ...traceQueries.count(project, others),
    enabled: outcome !== undefined,
  });
  const retention = keptDays === null ? "" : `Kept ${formatCountOf(keptDays, "day")}. `;
  return isEmpty
    ? `${retention}Every request, with its steps, cost and outcome.`
    : retention + matchSentence(matching, outcome ? all : undefined);
}

function matchSentence(matching: TraceCount | undefined, all: TraceCount | undefined): string {
  if (!matching) return "Counting…";
  const { count, isCapped } = matching;
  if (all && all.count > 0 && !all.isCapped && !isCapped) {
    const rate = wilsonInterval(count, all.count);
    return `${formatCount(count)} of ${formatCount(all.count)} match, ${formatRateWithInterval(rate)}.`;
  }
  return isCapped
    ? `More than ${formatCount(count)} traces match.`
    : `${formatCountOf(count, "trace")} ${count === 1 ? "matches" : "match"}.`;
}

function LiveSwitch({ live, onLive }: Pick<Props, "live" | "onLive">) {
  return (
    <Segmented
      label="Live tail"
      value={live ? "live" : "hold"}
      onValueChange={(value) => onLive(value === "live")}
      options={[
        {
          value: "live",
          name: "Live",
          label: (
            <>
              <LiveDot /> Live
            </>
          ),
        },
        {
          value: "hold",
          name: "Hold",
          label: (
            <>
              <Pause className="size-3.5" aria-hidden="true" /> Hold <Kbd keys="space" />
            </>
          ),
        },
      ]}
    />
  );
}

function ExportMenu({ project, filters }: Pick<Props, "project" | "filters">) {
  return (
    <Menu
      align="end"
      trigger={<Button icon={<Download aria-hidden="true" />}>Export</Button>}
      items={(["csv", "jsonl"] as const).map((format) => ({
        label: format === "csv" ? "CSV" : "JSON lines",
        hint: "at most 500,000",
        onSelect: () =>
          window.location.assign(
            fillPath("/api/v1/projects/{project}/trace-exports", { project }) +
              toQuery({ ...filters, format }),
          ),
      }))}
    />
  );
}
