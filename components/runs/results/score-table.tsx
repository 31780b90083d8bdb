import { cn } from "@/components/ui/cn";
import { Table, Th } from "@/components/ui/data/table";
import type { Verdict } from "@/components/ui/data/verdict";
import { VerdictIcon } from "@/components/ui/data/verdict-icon";
import { formatCount, formatFixed, formatMs, formatUsd } from "@/lib/format-number";
import type { Result } from "@/lib/runs/results/result-contract";
import type { Score } from "@/lib/scorers/contract";

interface Props {
  result: Result;
  baseline: Result | null;
  currentLabel: string;
  baselineLabel: string | null;
}

const verdictOf = (score: Score | undefined): Verdict =>
  score?.status !== "scored" ? "not_measured" : score.passed ? "pass" : "fail";

/** Each scorer's word with its reason, beside what was expected and what the baseline said. */
export function ScoreTable({ result, baseline, currentLabel, baselineLabel }: Props) {
  if (result.scores.length === 0) return null;
  return (
    <Table label="Scorers" dense size="sm" className="table-fixed">
      <colgroup>
        <col className="w-28" />
        <col className="w-18" />
        <col />
      </colgroup>
      <thead>
        <tr>
          <Th className="[--cell-start:0px]">Scorer</Th>
          <Th className="[--cell-x:4px]">
            <span className="sr-only">Of</span>
          </Th>
          <Th className="[--cell-end:0px] [--cell-x:4px]">Value and reason</Th>
        </tr>
      </thead>
      {result.scores.map((score) => {
        const before = baseline?.scores.find(({ scorer }) => scorer === score.scorer);
        const expected = expectedOf(score);
        const lines = [
          ...(expected === null ? [] : [{ name: "expected", value: expected }]),
          ...(before && baselineLabel ? [{ name: baselineLabel, score: before }] : []),
          { name: currentLabel, score },
        ];
        return (
          <tbody key={score.scorer} className="border-b last:border-b-0">
            {lines.map((line, index) => (
              <tr key={line.name}>
                {index === 0 && (
                  <td rowSpan={lines.length + 1} className="h-8 pt-1.5 pr-3 pb-0.5 align-top">
                    <span className="flex gap-1">
                      <VerdictIcon verdict={verdictOf(score)} label={wordOf(score)} />
                      <span className="min-w-0 wrap-anywhere">
                        {score.scorer}
                        {score.ofCase && <span className="block text-text-3">of this case</span>}
                      </span>
                    </span>
                  </td>
                )}
                <td className="h-6 px-1 py-0.5 align-top text-text-3">{line.name}</td>
                <td className="h-6 py-0.5 pl-1 align-top">
                  {"score" in line ? (
                    <Value score={line.score} />
                  ) : (
                    <span className="font-mono text-[11px] wrap-anywhere">{line.value}</span>
                  )}
                </td>
              </tr>
            ))}
            <tr>
              <td
                colSpan={2}
                className={cn(
                  "h-8 pt-0.5 pb-2 pl-1 align-middle wrap-anywhere",
                  score.status === "scored" && score.passed && "text-text-3",
                )}
              >
                {score.reason}
              </td>
            </tr>
          </tbody>
        );
      })}
    </Table>
  );
}

function wordOf(score: Score): string {
  if (score.status === "errored") return "could not be scored";
  if (score.status === "not_measured") return "not measured";
  return score.passed ? "pass" : "fail";
}

const textOf = (value: unknown): string | null =>
  value === undefined || value === null
    ? null
    : typeof value === "string"
      ? value
      : JSON.stringify(value);

function expectedOf(score: Score): string | null {
  return score.status === "scored" ? textOf(score.details?.expected) : null;
}

function Value({ score }: { score: Score | undefined }) {
  if (!score) return <span className="text-text-3">not scored</span>;
  if (score.status !== "scored") return <span className="text-text-3">{wordOf(score)}</span>;
  const actual = textOf(score.details?.actual) ?? measured(score);
  return (
    <span className="flex gap-1">
      <VerdictIcon verdict={verdictOf(score)} className="-ml-0.5" />
      <span className="min-w-0 font-mono text-[11px] wrap-anywhere">{actual}</span>
    </span>
  );
}

function measured({ kind, value, passed }: Extract<Score, { status: "scored" }>): string {
  if (kind === "latency") return formatMs(value);
  if (kind === "cost") return formatUsd(value);
  if (kind === "word-count") return `${formatCount(value)} words`;
  if (value > 0 && value < 1) return formatFixed(value);
  return passed ? "pass" : "fail";
}
