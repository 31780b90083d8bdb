"use client";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { OtherInputMark } from "@/components/runs/other-input-mark";
import { versionName } from "@/components/runs/run-words";
import { serializeRunAddress, useRunAddress } from "@/components/runs/use-run-address";
import { cn } from "@/components/ui/cn";
import { labelClass } from "@/components/ui/controls/label-class";
import { Badge } from "@/components/ui/data/badge";
import { Chip } from "@/components/ui/data/chip";
import { OutcomeIcon } from "@/components/ui/data/verdict-icon";
import { ErrorState } from "@/components/ui/error-state";
import { noticeClass } from "@/components/ui/notice-class";
import { Drawer } from "@/components/ui/overlays/drawer";
import { CodeBlock, prettyJson } from "@/components/ui/text/code-block";
import { CopyButton } from "@/components/ui/text/copy-button";
import { Kbd } from "@/components/ui/text/kbd";
import type { Run, RunListItem } from "@/lib/runs/contract";
import { runQueries } from "@/lib/runs/queries";
import type { CaseChange, Result } from "@/lib/runs/results/result-contract";
import { CallFacts } from "./call-facts";
import { EvidenceSkeleton } from "./case-drawer-skeleton";
import { CaseInput } from "./case-input";
import { CaseLinks } from "./case-links";
import { CategoryPicker } from "./category-picker";
import { OtherInput } from "./other-input";
import { RenderedPrompt } from "./rendered-prompt";
import { ScoreTable } from "./score-table";

const CaseSteps = lazy(() =>
  import("@/components/chains/run/case-steps").then((module) => ({ default: module.CaseSteps })),
);

interface Props {
  project: string;
  run: Run;
  baseline: RunListItem | null;
  caseId: string;
  change: CaseChange | null;
  mayWrite: boolean;
  onClose: () => void;
  onPrevious: (() => void) | undefined;
  onNext: (() => void) | undefined;
}

/** The evidence of one case: what went in, what came out, and why each scorer says what it says. */
export function CaseDrawer(props: Props) {
  const { project, run, baseline, caseId, change } = props;
  const { state } = useRunAddress();
  const { data, error, refetch } = useQuery(runQueries.result(project, run.number, caseId));
  const before = useQuery({
    ...runQueries.result(project, baseline?.number ?? 0, caseId),
    enabled: baseline !== null,
  });
  const [repeat, setRepeat] = useState(1);
  const results = data?.data ?? [];
  const result = results.find((one) => one.repeat === repeat) ?? results[0];
  const theirs =
    before.data?.data.find((one) => one.repeat === result?.repeat) ?? before.data?.data[0] ?? null;
  const link = serializeRunAddress(`/${project}/runs/${run.number}`, {
    ...state,
    case: caseId,
    baseline: baseline ? String(baseline.number) : "none",
  });
  return (
    <Drawer
      label={`Evidence for case ${caseId}`}
      title={<span className="font-mono">{caseId}</span>}
      beside={change && <Badge>{change.replace("-", " ")}</Badge>}
      actions={
        <CopyButton
          label="Copy link to this result"
          text={typeof window === "undefined" ? link : window.location.origin + link}
        />
      }
      onClose={props.onClose}
      {...(props.onPrevious ? { onPrevious: props.onPrevious } : {})}
      {...(props.onNext ? { onNext: props.onNext } : {})}
    >
      {error && !data ? (
        <ErrorState title="This case could not be read." onRetry={() => refetch()} error={error} />
      ) : result ? (
        <>
          {results.length > 1 && (
            <fieldset className="flex flex-wrap gap-1">
              <legend className={cn(labelClass, "mb-1")}>Repeats</legend>
              {results.map((one) => (
                <Chip
                  key={one.repeat}
                  pressed={one.repeat === result.repeat}
                  icon={<OutcomeIcon outcome={one.outcome} />}
                  onClick={() => setRepeat(one.repeat)}
                >
                  {one.repeat}
                  {one.otherInput && <OtherInputMark />}
                </Chip>
              ))}
            </fieldset>
          )}
          <CaseLinks {...{ project, run, result }} mayWrite={props.mayWrite} />
          <Evidence {...props} result={result} before={theirs} />
          <RenderedPrompt messages={data?.prompt ?? null} />
        </>
      ) : (
        <EvidenceSkeleton />
      )}
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-12 text-text-3">
        <span>
          <Kbd keys="j" /> <Kbd keys="k" /> case
        </span>
        <span>
          <Kbd keys="[" /> <Kbd keys="]" /> failing case
        </span>
        <span>
          <Kbd keys="esc" /> close
        </span>
      </p>
    </Drawer>
  );
}

function Evidence({
  project,
  run,
  baseline,
  mayWrite,
  result,
  before,
}: Props & { result: Result; before: Result | null }) {
  const attributes = Object.entries(result.case.attributes);
  return (
    <>
      <section className="grid gap-2">
        <div className="flex flex-wrap gap-1">
          {result.case.segments.map((segment) => (
            <Chip key={segment}>{segment}</Chip>
          ))}
          <Chip>{result.case.kind}</Chip>
          {attributes.map(([name, value]) => (
            <Chip key={name}>
              <span className="text-text-3">{name}</span> {String(value)}
            </Chip>
          ))}
        </div>
        <CaseInput input={result.case.input} />
        <OtherInput result={result} />
      </section>
      {result.steps && (
        <Suspense>
          <CaseSteps {...{ project, run, result, mayWrite }} />
        </Suspense>
      )}
      <ScoreTable
        result={result}
        baseline={before}
        currentLabel={versionName(run.version)}
        baselineLabel={baseline && versionName(baseline.version)}
      />
      <section className="grid gap-2">
        <h3 className="flex flex-wrap items-baseline gap-x-2 text-12 font-semibold">
          {result.error ? "Error" : "Output"}
          {result.recorded && <Badge tone="outline">from cache</Badge>}
          {result.humanLabel && (
            <Badge tone={result.humanLabel}>human label: {result.humanLabel}</Badge>
          )}
          <CallFacts result={result} />
        </h3>
        {result.error && (
          <div className={noticeClass({ tone: "warn" })}>
            <div className="min-w-0 wrap-anywhere">
              <b>{result.error.reason.replaceAll("_", " ")}</b>
              {result.error.status !== null && `, status ${result.error.status}`}.{" "}
              {result.error.message}
              <div className="text-12 text-text-2 mt-1">
                An error is neither a pass nor a fail.
                {run.recorded ? "" : " “Retry errors” calls again."}
              </div>
            </div>
          </div>
        )}
        <Output text={result.output} label="Output" />
        {result.toolCalls.map((call) => (
          <div key={call.id} className="grid gap-1">
            <span className="text-12 text-text-2">
              calls <span className="font-mono">{call.name}</span>
            </span>
            <CodeBlock json code={JSON.stringify(call.arguments, null, 2)} maxHeight={160} />
          </div>
        ))}
        {before && baseline && before.output !== result.output && (
          <details>
            <summary className="text-12 text-text-2 cursor-pointer">
              What {versionName(baseline.version)} answered
            </summary>
            <div className="mt-2 grid gap-2">
              <CallFacts result={before} />
              <Output text={before.output} label={`Output of ${versionName(baseline.version)}`} />
            </div>
          </details>
        )}
        {result.case.expected !== null && (
          <details>
            <summary className="text-12 text-text-2 cursor-pointer">What was expected</summary>
            <div className="mt-2">
              <Output
                label="Expected"
                text={
                  typeof result.case.expected === "string"
                    ? result.case.expected
                    : JSON.stringify(result.case.expected)
                }
              />
            </div>
          </details>
        )}
      </section>
      {result.outcome === "failed" && (
        <CategoryPicker project={project} run={run} result={result} mayWrite={mayWrite} />
      )}
    </>
  );
}

function Output({ text, label }: { text: string | null; label: string }) {
  if (text === null) return null;
  if (text.trim() === "") return <p className="text-text-3 text-13">An empty answer.</p>;
  return <CodeBlock json copy label={label} code={prettyJson(text)} maxHeight={320} />;
}
