"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@/components/ui/controls/link";
import { RadioGroup } from "@/components/ui/controls/radio-group";
import { Notice } from "@/components/ui/notice";
import { linkClass } from "@/components/ui/text/link-class";
import type { ReleaseDraftQuery } from "@/lib/releases/draft-contract";
import { rolloutQueries } from "@/lib/rollouts/queries";
import { formatPercent } from "@/lib/rollouts/words/rollout-sentence";
import type { PlanForm } from "./use-plan-form";

type Place = Pick<ReleaseDraftQuery, "prompt" | "environment">;

/** The rollout that goes on where the release would go; null: none, undefined: not read yet. */
export function useRunningRollout(project: string, { prompt, environment }: Place) {
  const { data } = useInfiniteQuery(
    rolloutQueries.list(project, { prompt, environment, state: "active" }),
  );
  return data ? (data.pages[0]?.data[0] ?? null) : undefined;
}

interface Props {
  project: string;
  target: ReleaseDraftQuery;
  form: PlanForm;
}

/** One rollout at a time: wait until it has ended, or take it back first. */
export function RunningRollout({ project, target, form }: Props) {
  const running = useRunningRollout(project, target);
  if (!running) return null;
  const { number, candidate, stable, percent, environment } = running;
  return (
    <Notice tone="warn" title={`v${candidate} is rolling out in ${environment}.`}>
      <Link className={linkClass} href={`/${project}/rollouts/${number}`}>
        Rollout {number}
      </Link>{" "}
      is at {formatPercent(percent)}, and one rollout goes on at a time.
      <RadioGroup
        className="mt-2"
        label="What becomes of it"
        hideLabel
        value={form.values.endsRollout ? "end" : "wait"}
        onValueChange={(choice) => form.change({ endsRollout: choice === "end" })}
        options={[
          { value: "wait", label: "Wait: release when it has ended" },
          {
            value: "end",
            label: `Take v${candidate} back first`,
            hint: `Everybody has v${stable} again, then this release begins.`,
          },
        ]}
      />
    </Notice>
  );
}
