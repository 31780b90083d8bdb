"use client";
import { useQuery } from "@tanstack/react-query";
import { DescriptionList } from "@/components/ui/data/dl";
import { VerdictIcon } from "@/components/ui/data/verdict-icon";
import type { EvalSetDetail } from "@/lib/eval-sets/contract";
import { formatCount, formatDuration, formatRateValue, formatUsd } from "@/lib/format-number";
import { bareContent } from "@/lib/prompts/bare-content";
import { promptQueries } from "@/lib/prompts/queries";
import type { VersionContent } from "@/lib/prompts/version-contract";
import type { RunListItem } from "@/lib/runs/contract";
import { rateMargin, scaleFrom, tellableDifference } from "@/lib/runs/estimate-run";
import { runQueries } from "@/lib/runs/queries";
import type { NewRun } from "./new-run-draft";

interface Props {
  project: string;
  run: NewRun;
  content: VersionContent | undefined;
  set: EvalSetDetail | undefined;
  model: { provider: string; name: string } | null;
}

const USUAL_RATE = 0.9;

/** What the run will take and what it can decide, said before it starts. */
export function RunEstimate(props: Props) {
  const { cases, repeats, calls, like, scaled, inputCostUsd } = useEstimate(props);
  return (
    <div className="grid gap-3 rounded bg-subtle p-4 text-13">
      <DescriptionList
        items={[
          [
            "Calls",
            calls === null ? (
              "unknown"
            ) : (
              <>
                <b>{formatCount(calls)}</b>, {formatCount(cases)} cases
                {repeats > 1 && ` × ${repeats}`}
              </>
            ),
          ],
          [
            "Cost",
            <Cost
              key="cost"
              scaled={scaled.costUsd}
              like={like}
              input={inputCostUsd}
              calls={calls}
            />,
          ],
          [
            "Time",
            scaled.ms === null ? (
              "unknown: this model has not run on these cases"
            ) : (
              <>
                <b>about {formatDuration(scaled.ms)}</b>, by run {like?.number}
              </>
            ),
          ],
          [
            "Will decide",
            cases === null ? (
              "unknown"
            ) : (
              <Decisions
                key="decides"
                cases={cases}
                repeats={repeats}
                expected={like?.passRate?.value ?? USUAL_RATE}
              />
            ),
          ],
        ]}
      />
      <p className="text-12 text-text-3">
        Paired by case at 95 %, told in four of five tries when about one case in seven changes.
      </p>
    </div>
  );
}

function useEstimate({ project, run, content, set, model }: Props) {
  const { data: past } = useQuery({
    ...runQueries.ofPrompt(project, run.prompt),
    enabled: run.prompt !== "",
  });
  const sized = content && {
    ...bareContent(content),
    ...(model?.name ? { model } : {}),
  };
  const { data: size } = useQuery({
    ...promptQueries.size(project, sized ?? EMPTY),
    enabled: sized !== undefined,
  });
  const cases = set?.counts[run.split] ?? null;
  const repeats = Math.max(1, Math.floor(Number(run.repeats) || 1));
  const calls = cases === null ? null : cases * repeats;
  const like = past?.data.find((one) => isLike(one, run, model)) ?? null;
  const scaled = scaleFrom(like && { ...like, answers: like.progress.done ?? 0 }, calls ?? 0);
  return { cases, repeats, calls, like, scaled, inputCostUsd: size?.inputCostUsd ?? null };
}

interface DecisionsProps {
  cases: number;
  repeats: number;
  /** The pass rate that the run will have if it goes as usual. */
  expected: number;
}

/** Which differences so many cases can tell, and which stay open. */
function Decisions({ cases, repeats, expected }: DecisionsProps) {
  const difference = cases ? tellableDifference(cases) : null;
  const margin = cases ? rateMargin(cases, expected) : null;
  return (
    <span className="grid gap-1.5">
      <span className="flex gap-1">
        <VerdictIcon verdict={margin === null ? "not_measured" : "pass"} label="" />
        <span>
          {margin === null
            ? "no rate without a case"
            : `the pass rate to about ±${formatRateValue(margin)} points`}
        </span>
      </span>
      <span className="flex gap-1">
        <VerdictIcon verdict={difference === null ? "inconclusive" : "pass"} label="" />
        <span>
          {difference === null
            ? `no difference between versions: ${formatCount(cases)} cases are too few`
            : `a difference of ${formatRateValue(difference)} points or more`}
        </span>
      </span>
      {difference !== null && (
        <span className="flex gap-1">
          <VerdictIcon verdict="inconclusive" label="" />
          <span>
            less than that stays inconclusive
            {repeats > 1 && `: repeats add no cases, n stays ${formatCount(cases)}`}
          </span>
        </span>
      )}
    </span>
  );
}

function Cost({
  scaled,
  like,
  input,
  calls,
}: {
  scaled: number | null;
  like: RunListItem | null;
  input: number | null;
  calls: number | null;
}) {
  if (scaled !== null)
    return (
      <>
        <b>about {formatUsd(scaled)}</b>, by run {like?.number}
      </>
    );
  if (input === null || calls === null) return "unknown: no price is known for this model";
  if (input === 0)
    return (
      <>
        <b>$0</b>, this model charges nothing for input
      </>
    );
  return (
    <>
      <b>more than {formatUsd(input * calls)}</b>, which the prompt's own text costs; cases and
      answers come on top
    </>
  );
}

const EMPTY: VersionContent = { messages: [], model: { provider: "", name: "" }, settings: {} };

function isLike(one: RunListItem, run: NewRun, model: Props["model"]): boolean {
  return (
    one.status === "completed" &&
    one.evalSet === run.evalSet &&
    one.model?.provider === model?.provider &&
    one.model?.name === model?.name &&
    (one.progress.done ?? 0) > 0
  );
}
