"use client";
import { Copy, Ellipsis, MessageSquare, Plus } from "lucide-react";
import { lazy, useState } from "react";
import { serializeTraceFilters } from "@/components/traces/trace-address";
import { TraceTime } from "@/components/traces/trace-time";
import { shortId } from "@/components/traces/trace-words";
import { Button } from "@/components/ui/controls/button";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Link } from "@/components/ui/controls/link";
import { chipClass } from "@/components/ui/data/chip";
import { lazyView } from "@/components/ui/lazy-view";
import { Menu } from "@/components/ui/overlays/menu";
import { PageHead, SubLine } from "@/components/ui/page-head";
import { WhenUsed } from "@/components/ui/text/when-used";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import type { TraceDetail } from "@/lib/traces/contract";

const AskForLabelsDialog = lazyView(
  () => import("@/components/trace-reviews/ask-for-labels-dialog"),
);
const ProposeChainDialog = lazyView(
  () => import("@/components/chains/propose/propose-chain-dialog"),
);
const FeedbackDialog = lazyView(() => import("./feedback-dialog"));
const CaseDialog = lazyView(() => import("./case-dialog"));
const CompareDialog = lazy(() =>
  import("@/components/traces/compare/compare-dialog").then((module) => ({
    default: module.CompareDialog,
  })),
);

type TraceDialog = "feedback" | "compare" | "case" | "labels" | "chain";

interface Props {
  project: string;
  trace: TraceDetail;
  mayWrite: boolean;
  canSeeHoldout: boolean;
}

export function TraceHead({ project, trace, mayWrite, canSeeHoldout }: Props) {
  const [open, setOpen] = useState<TraceDialog | null>(null);
  useShortcuts([
    {
      keys: "t",
      label: "Turn into case",
      group: "Page",
      enabled: mayWrite,
      run: () => setOpen("case"),
    },
  ]);
  const close = () => setOpen(null);
  return (
    <>
      <PageHead
        title={
          <>
            {trace.name && !trace.name.startsWith("trace") ? trace.name : "Trace"}{" "}
            <span className="font-mono text-[18px]" title={trace.id}>
              {shortId(trace.id)}
            </span>
          </>
        }
        sub={<TraceOrigin project={project} trace={trace} />}
        actions={
          <TraceActions hasSteps={trace.steps.length > 0} mayWrite={mayWrite} onOpen={setOpen} />
        }
      />
      {open === "feedback" && (
        <FeedbackDialog
          project={project}
          traceId={trace.id}
          outcome={trace.outcome}
          onClose={close}
        />
      )}
      {open === "labels" && (
        <AskForLabelsDialog project={project} of={{ traceId: trace.id }} onClose={close} />
      )}
      {open === "chain" && (
        <ProposeChainDialog project={project} of={{ traceId: trace.id }} onClose={close} />
      )}
      {open === "case" && (
        <CaseDialog
          project={project}
          traceId={trace.id}
          canSeeHoldout={canSeeHoldout}
          onClose={close}
        />
      )}
      <WhenUsed open={open === "compare"}>
        <CompareDialog
          project={project}
          trace={trace}
          open={open === "compare"}
          onOpenChange={close}
        />
      </WhenUsed>
    </>
  );
}

/** When, where and for whom it happened, and the segments that it is in. */
function TraceOrigin({ project, trace }: Pick<Props, "project" | "trace">) {
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <SubLine>
        <span>
          <TraceTime value={trace.startedAt} />
        </span>
        {trace.environment ?? "no environment"}
        {trace.unit && (
          <>
            unit <span className="font-mono text-12">{trace.unit}</span>
          </>
        )}
        {trace.userId && trace.userId !== trace.unit && (
          <>
            user <span className="font-mono text-12">{trace.userId}</span>
          </>
        )}
        {trace.sessionId && (
          <>
            session <span className="font-mono text-12">{trace.sessionId}</span>
          </>
        )}
      </SubLine>
      {trace.segments.length > 0 && (
        <span className="flex flex-wrap gap-1">
          {trace.segments.map((segment) => (
            <Link
              key={segment}
              href={`/${project}/traces${serializeTraceFilters({ segment })}`}
              className={chipClass({ pressable: true })}
              title={`Traces in ${segment}`}
            >
              {segment}
            </Link>
          ))}
        </span>
      )}
    </div>
  );
}

interface ActionsProps {
  hasSteps: boolean;
  mayWrite: boolean;
  onOpen: (dialog: TraceDialog) => void;
}

function TraceActions({ hasSteps, mayWrite, onOpen }: ActionsProps) {
  return (
    <>
      <Button icon={<Copy aria-hidden="true" />} onClick={() => onOpen("compare")}>
        Compare…
      </Button>
      {mayWrite && (
        <Button icon={<MessageSquare aria-hidden="true" />} onClick={() => onOpen("feedback")}>
          Feedback…
        </Button>
      )}
      {mayWrite && (
        <Menu
          align="end"
          trigger={<IconButton label="More actions" icon={<Ellipsis aria-hidden="true" />} />}
          items={[
            { label: "Ask for labels…", onSelect: () => onOpen("labels") },
            {
              label: "Make a chain…",
              disabled: !hasSteps,
              onSelect: () => onOpen("chain"),
            },
          ]}
        />
      )}
      {mayWrite && (
        <Button
          variant="primary"
          icon={<Plus aria-hidden="true" />}
          kbd="t"
          onClick={() => onOpen("case")}
        >
          Turn into case
        </Button>
      )}
    </>
  );
}
