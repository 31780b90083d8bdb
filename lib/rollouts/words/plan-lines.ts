import { formatCount, formatCountOf, formatDuration } from "@/lib/format-number";
import type { GuardrailFigures, ReleaseRollout, StageState } from "@/lib/rollouts/contract";
import { barInWords, CONSEQUENCE, figureInWords, guardrailName } from "./guardrail-sentence";
import { formatPercent } from "./rollout-sentence";

/** What a release note says of its rollout: how it ended, each stage, and each guardrail with its last figures. */
export function rolloutLines(
  { sentence, stages, guardrails }: ReleaseRollout,
  stable: number,
): string[] {
  return [
    sentence,
    ...stages.map(stageLine),
    ...(guardrails.length === 0 ? ["Unguarded: nothing watched it."] : []),
    ...guardrails.map((guardrail) => guardrailLine(guardrail, stable)),
  ];
}

function stageLine({ percent, state, startedAt, endedAt, requests }: StageState): string {
  const share = formatPercent(percent);
  if (state === "skipped") return `${share}: not reached`;
  if (!startedAt) return `${share}: not yet`;
  if (percent >= 100) return `${share}: since ${startedAt.slice(0, 16).replace("T", " ")} UTC`;
  const end = endedAt ? Date.parse(endedAt) : null;
  const time = end === null ? "goes on" : `for ${formatDuration(end - Date.parse(startedAt))}`;
  const all = requests.candidate + requests.stable;
  return `${share}: ${time}, ${formatCount(requests.candidate)} of ${formatCountOf(all, "request")}`;
}

function guardrailLine(guardrail: GuardrailFigures, stable: number): string {
  const { metric, candidate, verdict, action } = guardrail;
  const figure = candidate ? figureInWords(metric, candidate) : "not measured";
  const words = verdict === "not_measured" ? "" : `, ${verdict}`;
  return `${guardrailName(guardrail)} ${barInWords(guardrail, stable)}, ${CONSEQUENCE[action]}: ${figure}${words}`;
}
