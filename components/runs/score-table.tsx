import { formatCount, formatMs, formatUsd } from "@/components/ui/format";
import { Table, Td, Th } from "@/components/ui/table";
import type { Verdict } from "@/components/ui/verdict";
import { VerdictIcon } from "@/components/ui/verdict-icon";
import type { Result } from "@/lib/runs/result-contract";
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
  const hasBaseline = baseline !== null && baselineLabel !== null;
  const columns = hasBaseline ? 4 : 3;
  return (
    <Table label="Scorers" dense className="table-fixed text-12!">
      <thead>
        <tr>
          <Th className="pl-0!">Scorer</Th>
          <Th className="px-1.5!">Expected</Th>
          {hasBaseline && <Th className="px-1.5!">{baselineLabel}</Th>}
          <Th className="px-1.5! pr-0!">{currentLabel}</Th>
        </tr>
      </thead>
      {result.scores.map((score) => {
        const before = baseline?.scores.find(({ scorer }) => scorer === score.scorer);
        const isQuiet = score.status === "scored" && score.passed;
        return (
          <tbody key={score.scorer}>
            <tr>
              <Td className="border-b-0! pl-0! align-top">
                <span className="flex gap-1">
                  <VerdictIcon verdict={verdictOf(score)} label={wordOf(score)} />
                  <span className="min-w-0 wrap-anywhere">{score.scorer}</span>
                </span>
              </Td>
              <Td className="border-b-0! px-1.5! align-top font-mono text-[11px] wrap-anywhere">
                {expectedOf(score) ?? <span className="faint font-sans">by rule</span>}
              </Td>
              {hasBaseline && (
                <Td className="border-b-0! px-1.5! align-top text-[11px]">
                  <Value score={before} />
                </Td>
              )}
              <Td className="border-b-0! px-1.5! pr-0! align-top text-[11px]">
                <Value score={score} />
              </Td>
            </tr>
            <tr>
              <Td
                colSpan={columns}
                className={`px-0! pt-0! pb-2! pl-5! leading-4 wrap-anywhere ${isQuiet ? "faint" : ""}`}
              >
                {score.reason}
              </Td>
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
  if (!score) return <span className="faint">not scored</span>;
  if (score.status !== "scored") return <span className="faint">{wordOf(score)}</span>;
  const actual = textOf(score.details?.actual) ?? measured(score);
  return (
    <span className="flex gap-1">
      <VerdictIcon verdict={verdictOf(score)} className="-ml-0.5" />
      <span className="min-w-0 font-mono wrap-anywhere">{actual}</span>
    </span>
  );
}

function measured({ kind, value, passed }: Extract<Score, { status: "scored" }>): string {
  if (kind === "latency") return formatMs(value);
  if (kind === "cost") return formatUsd(value);
  if (kind === "word-count") return `${formatCount(value)} words`;
  if (value > 0 && value < 1) return value.toFixed(2);
  return passed ? "pass" : "fail";
}
