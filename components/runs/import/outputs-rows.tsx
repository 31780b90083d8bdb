import type { ReactNode } from "react";
import { VerdictIcon } from "@/components/ui/data/verdict-icon";
import { sectionClass } from "@/components/ui/section";
import type { EvalSetDetail } from "@/lib/eval-sets/contract";
import { formatCount, formatCountOf } from "@/lib/format-number";
import type { OutputsPreview } from "@/lib/runs/import/import-contract";
import { AddAsCases } from "./add-as-cases";
import { DifferingInputs } from "./differing-inputs";

const LISTED = 20;

interface Props {
  project: string;
  preview: OutputsPreview;
  set: EvalSetDetail | undefined;
}

/** What becomes of the rows: all of them are accounted for. */
export function OutputsRows({ project, preview, set }: Props) {
  const { matched, cases, mostRepeats, unmatched, unmatchedRows, differing, values } = preview;
  const notRun = cases.total - cases.matched;
  const labels = values.passLabels + values.failLabels;
  const unknownLatencies = matched - values.latencyMs;
  return (
    <ul className={`${sectionClass} *:border-t *:first:border-t-0`}>
      <Row
        verdict={matched > 0 ? "pass" : "fail"}
        text={`${formatCountOf(matched, "row becomes a result", "rows become results")}`}
      >
        {mostRepeats > 1 && `Up to ${mostRepeats} of one case, which are its repeats. `}
        {notRun > 0 && `${formatCountOf(notRun, "case")} of the set without an output stay out.`}
      </Row>
      {unmatchedRows > 0 && (
        <Row
          verdict="fail"
          text={`${formatCountOf(unmatchedRows, "row")} left out`}
          action={
            set && <AddAsCases project={project} set={set} unknownCases={preview.unknownCases} />
          }
        >
          <Reasons rows={unmatched} count={unmatchedRows} />
        </Row>
      )}
      {differing.count > 0 && (
        <Row
          verdict="inconclusive"
          text={`${formatCountOf(differing.count, "input differs", "inputs differ")} from the case`}
        >
          Imported and flagged; excluded from comparisons.
          <DifferingInputs differing={differing} />
        </Row>
      )}
      {values.errors > 0 && (
        <Row verdict="inconclusive" text={`${formatCountOf(values.errors, "row")} with an error`}>
          Neither a pass nor a fail.
        </Row>
      )}
      {matched > 0 && unknownLatencies > 0 && (
        <Row
          verdict="not_measured"
          text={`${formatCountOf(unknownLatencies, "latency is", "latencies are")} not in the file`}
        >
          {values.latencyMs > 0
            ? `Unknown, never 0; percentiles use the other ${formatCount(values.latencyMs)}.`
            : "Unknown, never 0; the run has no percentiles."}
        </Row>
      )}
      {labels > 0 && (
        <Row
          verdict="pass"
          text={`${formatCountOf(labels, "human label")}: pass ${formatCount(values.passLabels)}, fail ${formatCount(values.failLabels)}`}
        >
          Shown beside the scorers.{" "}
          {matched > labels && `${formatCountOf(matched - labels, "result")} without a label.`}
        </Row>
      )}
    </ul>
  );
}

function Reasons({ rows, count }: { rows: OutputsPreview["unmatched"]; count: number }) {
  return (
    <ul className="grid gap-0.5">
      {rows.slice(0, LISTED).map(({ row, message }) => (
        <li key={`${row} ${message}`}>
          Row {formatCount(row)}: {message}
        </li>
      ))}
      {count > LISTED && <li>and {formatCount(count - LISTED)} more</li>}
    </ul>
  );
}

type Verdict = Parameters<typeof VerdictIcon>[0]["verdict"];

interface RowProps {
  verdict: Verdict;
  text: string;
  action?: ReactNode;
  children: ReactNode;
}

function Row({ verdict, text, action, children }: RowProps) {
  return (
    <li className="flex items-start gap-2 px-3 py-2 text-13">
      <VerdictIcon verdict={verdict} className="mt-0.5" />
      <div className="min-w-0 wrap-anywhere">
        {text}
        <div className="text-12 text-text-2">{children}</div>
      </div>
      {action && <div className="ml-auto flex-none">{action}</div>}
    </li>
  );
}
