"use client";
import { useQueries } from "@tanstack/react-query";
import { ArrowLeftRight } from "lucide-react";
import { useQueryState } from "nuqs";
import { useMemo } from "react";
import { shownText } from "@/components/traces/trace/shown-messages";
import { buildStepTree } from "@/components/traces/trace/step-tree";
import { TraceSkeleton } from "@/components/traces/trace/trace-skeleton";
import { promptHref, shortId, traceHref } from "@/components/traces/trace-words";
import { cn } from "@/components/ui/cn";
import { buttonClass } from "@/components/ui/controls/button-class";
import { Link } from "@/components/ui/controls/link";
import { ErrorState } from "@/components/ui/error-state";
import { PageHead } from "@/components/ui/page-head";
import { Section } from "@/components/ui/section";
import { linkClass } from "@/components/ui/text/link-class";
import type { TraceDetail } from "@/lib/traces/contract";
import { traceQueries } from "@/lib/traces/queries";
import { alignSteps } from "./align-steps";
import { CompareSteps } from "./compare-steps";
import { CompareTotals } from "./compare-totals";
import { TextDifference } from "./text-difference";

interface Props {
  project: string;
  a: string;
  b: string;
}

/** Two requests side by side: totals, steps, and what was sent and said, with what differs marked. */
export function CompareView({ project, a, b }: Props) {
  const [first, second] = useQueries({
    queries: [traceQueries.detail(project, a), traceQueries.detail(project, b)],
  });
  const [selected, select] = useQueryState("step");
  const pairs = useMemo(
    () =>
      first.data && second.data
        ? alignSteps(
            buildStepTree(first.data.steps, first.data.startedAt),
            buildStepTree(second.data.steps, second.data.startedAt),
          )
        : [],
    [first.data, second.data],
  );
  const error = first.error ?? second.error;
  if (error && !(first.data && second.data))
    return (
      <ErrorState
        title="One of the two traces could not be read."
        onRetry={() => {
          void first.refetch();
          void second.refetch();
        }}
        error={error}
      />
    );
  if (!first.data || !second.data) return <TraceSkeleton />;
  const [one, two] = [first.data, second.data];
  const swap = `/${project}/traces/compare?a=${encodeURIComponent(b)}&b=${encodeURIComponent(a)}`;
  return (
    <>
      <PageHead
        title="Compare traces"
        sub={
          <>
            <TraceLink project={project} trace={one} letter="A" /> with{" "}
            <TraceLink project={project} trace={two} letter="B" />. {versionSentence(one, two)}{" "}
            <VersionLink project={project} a={one} b={two} />
          </>
        }
        actions={
          <Link href={swap} className={buttonClass()}>
            <ArrowLeftRight aria-hidden="true" /> Swap
          </Link>
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <CompareTotals a={one} b={two} />
        <Section title="Input" flush>
          <TextDifference id="input" a={textOf(one.input)} b={textOf(two.input)} />
        </Section>
        <Section title="Output" flush>
          <TextDifference id="output" a={textOf(one.output)} b={textOf(two.output)} />
        </Section>
        <CompareSteps
          project={project}
          a={one}
          b={two}
          pairs={pairs}
          selected={selected}
          onSelect={(step) => void select(step)}
        />
      </div>
    </>
  );
}

const textOf = (value: TraceDetail["input"]): string | null =>
  value === null ? null : shownText(value);

function TraceLink({
  project,
  trace,
  letter,
}: {
  project: string;
  trace: TraceDetail;
  letter: string;
}) {
  return (
    <>
      <b>{letter}</b>{" "}
      <Link
        href={traceHref(project, trace.id)}
        className={cn(linkClass, "font-mono text-code")}
        title={trace.id}
      >
        {shortId(trace.id)}
      </Link>
    </>
  );
}

function versionSentence(a: TraceDetail, b: TraceDetail): string {
  if (a.prompt === null || b.prompt === null) return "At least one does not name its prompt.";
  if (a.prompt !== b.prompt) return `Two different prompts: ${a.prompt} and ${b.prompt}.`;
  if (a.version === null || b.version === null) return `Both are of ${a.prompt}.`;
  return a.version === b.version
    ? `Both are of ${a.prompt} v${a.version}.`
    : `Both are of ${a.prompt}, v${a.version} and v${b.version}.`;
}

function VersionLink({ project, a, b }: { project: string; a: TraceDetail; b: TraceDetail }) {
  const { prompt } = a;
  const differs =
    prompt !== null &&
    prompt === b.prompt &&
    a.version !== null &&
    b.version !== null &&
    a.version !== b.version;
  if (!differs) return null;
  return (
    <Link
      className={linkClass}
      href={`${promptHref(project, prompt)}/diff?from=${a.version}&to=${b.version}`}
    >
      What changed between the two versions
    </Link>
  );
}
