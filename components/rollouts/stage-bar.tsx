import { Check, Circle, Clock, Minus } from "lucide-react";
import { formatCount, formatDuration } from "@/lib/format-number";
import { formatMoment } from "@/lib/format-time";
import type { Rollout, StageState } from "@/lib/rollouts/contract";
import { formatPercent } from "@/lib/rollouts/words/rollout-sentence";

const MINUTE_MS = 60_000;

/** Every stage: what is behind it, how far it is, and when the next one may begin. */
export function StageBar({ rollout, now }: { rollout: Rollout; now: number }) {
  const { stageStates, next } = rollout;
  return (
    <ol className="flex flex-wrap gap-x-1 gap-y-2" aria-label="Stages">
      {stageStates.map((stage) => {
        const minutes = minutesIn(stage, now);
        return (
          <li
            key={stage.percent}
            className="grid min-w-40 flex-1 content-start gap-1.5 text-12 text-text-2"
            aria-current={stage.state === "now" ? "step" : undefined}
          >
            <span
              className="inset-ring inset-ring-border block h-2 overflow-hidden rounded-[2px] bg-subtle"
              aria-hidden="true"
            >
              <i
                className="block h-full bg-accent-fill"
                style={{ width: `${100 * shareOf(stage, minutes)}%` }}
              />
            </span>
            <span className="flex flex-wrap items-center gap-x-2">
              <StageIcon state={stage.state} />
              <b className="text-13 text-text">{formatPercent(stage.percent)}</b>
              <span className="tabular-nums">{factsOf(stage, minutes, next)}</span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function StageIcon({ state }: { state: StageState["state"] }) {
  if (state === "done") return <Check className="size-3.5 text-pass" aria-label="done" />;
  if (state === "now") return <Clock className="size-3.5" aria-label="now" />;
  if (state === "skipped") return <Minus className="size-3.5" aria-label="not reached" />;
  return <Circle className="size-2.5 text-text-3" aria-label={state} />;
}

function minutesIn({ startedAt, endedAt }: StageState, now: number): number {
  if (!startedAt) return 0;
  const end = endedAt ? Date.parse(endedAt) : now;
  return Math.max(0, (end - Date.parse(startedAt)) / MINUTE_MS);
}

/** Both the time and the requests are waited for: the one that is further behind counts. */
function shareOf(stage: StageState, minutes: number): number {
  if (stage.state === "done") return 1;
  if (stage.state !== "now") return stage.startedAt ? 1 : 0;
  const time = stage.minMinutes === 0 ? 1 : minutes / stage.minMinutes;
  const samples = stage.minSamples === 0 ? 1 : stage.requests.candidate / stage.minSamples;
  return Math.min(1, time, samples);
}

function factsOf(stage: StageState, minutes: number, next: Rollout["next"]): string {
  const { state, requests, minMinutes, minSamples, percent } = stage;
  const time = formatDuration(minutes * MINUTE_MS);
  const count = formatCount(requests.candidate);
  if (state === "now") {
    const ofTime = minMinutes > 0 ? ` of ${formatDuration(minMinutes * MINUTE_MS)}` : "";
    const ofSamples = minSamples > 0 ? ` of ${formatCount(minSamples)}` : "";
    return `${time}${ofTime} · ${count}${ofSamples} requests`;
  }
  if (state === "done") return stage.startedAt && percent < 100 ? `${time}, ${count} requests` : "";
  if (state === "skipped") return "not reached";
  if (state === "next" && next) return `not before ${formatMoment(next.notBefore)}`;
  return "later";
}
