"use client";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { cn } from "@/components/ui/cn";
import { ErrorState } from "@/components/ui/error-state";
import { noticeClass } from "@/components/ui/notice-class";
import { sectionActionsClass, sectionClass, sectionHeadClass } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import { tabClass, tabCountClass, tabsClass } from "@/components/ui/tabs";
import { CodeBlock } from "@/components/ui/text/code-block";
import { CopyButton } from "@/components/ui/text/copy-button";
import type { TraceDetail, TraceStep } from "@/lib/traces/contract";
import { traceQueries } from "@/lib/traces/queries";
import { StepContent } from "./step-content";
import { StepIcon } from "./step-icon";
import { STEP_TABS, type StepTab } from "./step-tabs";
import type { StepRow } from "./step-tree";

const StepSettings = lazy(() =>
  import("./step-settings").then((module) => ({ default: module.StepSettings })),
);
const AttributeTable = lazy(() =>
  import("./attribute-table").then((module) => ({ default: module.AttributeTable })),
);

interface Props {
  project: string;
  trace: TraceDetail;
  row: StepRow<TraceStep>;
  tab: StepTab;
  onTab: (tab: StepTab) => void;
}

/** One step: what went in, what came out, how it was asked, and all that was told about it. */
export function StepPanel({ project, trace, row, tab, onTab }: Props) {
  const { step: outline, attempt } = row;
  const { data: step, error, refetch } = useQuery(traceQueries.step(project, trace.id, outline.id));
  const title = outline.kind === "llm" ? (outline.model ?? outline.name) : outline.name;
  const attributes = step ? Object.keys(step.attributes).length : null;
  return (
    <section className={sectionClass} aria-label={`Step ${title}`}>
      <header className={sectionHeadClass()}>
        <StepIcon kind={outline.kind} />
        <h2 className="min-w-0 truncate" title={title}>
          {title || "unnamed"}
          {attempt !== null && `, attempt ${attempt}`}
        </h2>
        <div className={sectionActionsClass}>
          <CopyButton text={outline.id} label="Copy the step's id" />
        </div>
      </header>
      <div className={cn(tabsClass, "border-b px-4")} role="tablist" aria-label="Parts of the step">
        {STEP_TABS.map((one) => (
          <button
            key={one}
            type="button"
            role="tab"
            className={tabClass}
            aria-selected={one === tab}
            aria-current={one === tab ? "page" : undefined}
            onClick={() => onTab(one)}
          >
            {one === "content" ? CONTENT_TAB[outline.kind] : TAB_LABEL[one]}
            {one === "attributes" && attributes !== null && (
              <span className={tabCountClass}>{attributes}</span>
            )}
          </button>
        ))}
      </div>
      {outline.error && (
        <div className={cn(noticeClass({ tone: "fail" }), "m-3")}>
          <span className="min-w-0 whitespace-pre-wrap wrap-anywhere">{outline.error}</span>
        </div>
      )}
      {error && !step ? (
        <ErrorState title="The step could not be read." onRetry={() => refetch()} error={error} />
      ) : !step ? (
        <div className="grid gap-3 p-4" aria-busy="true">
          <Skeleton width={320} />
          <Skeleton width={260} />
          <Skeleton width={300} />
        </div>
      ) : (
        <div className={cn("min-w-0", tab === "raw" && "p-3")}>
          {tab === "content" && <StepContent project={project} trace={trace} step={step} />}
          <Suspense>
            {tab === "settings" && <StepSettings project={project} trace={trace} step={step} />}
            {tab === "attributes" && <AttributeTable trace={trace} step={step} />}
          </Suspense>
          {tab === "raw" && (
            <CodeBlock json copy label="step as JSON" code={JSON.stringify(step, null, 2)} />
          )}
        </div>
      )}
    </section>
  );
}

const CONTENT_TAB: Record<TraceStep["kind"], string> = {
  llm: "Messages",
  retrieval: "Documents",
  tool: "Call",
  route: "Input and output",
  validate: "Input and output",
  other: "Input and output",
};

const TAB_LABEL = { settings: "Settings", attributes: "Attributes", raw: "Raw" };
