import { NewRunSplit } from "@/components/runs/new/new-run-split";
import { NewRunTarget } from "@/components/runs/new/new-run-target";
import { Notice } from "@/components/ui/notice";
import type { OutputsTarget as Target } from "./use-outputs-target";

interface Props {
  target: Target;
  errorAt: (...paths: string[]) => string | undefined;
}

/** The version that made the outputs and the set whose cases they answer. */
export function OutputsTarget({ target, errorAt }: Props) {
  const { prompts, prompt, version, versions, evalSets, evalSet, set, split } = target;
  return (
    <>
      {target.hasNoPrompts && (
        <Notice tone="warn" title="No saved version yet.">
          Outputs belong to a version of a prompt. Save one first.
        </Notice>
      )}
      {target.hasNoSets && (
        <Notice tone="warn" title="No eval sets yet.">
          Import some cases first: outputs are scored against what cases expect.
        </Notice>
      )}
      <NewRunTarget
        prompts={prompts}
        prompt={prompt}
        version={String(version ?? "")}
        versions={versions}
        evalSets={evalSets}
        evalSet={evalSet}
        revision={set?.revision ?? null}
        onChange={({ draft: _draft, baseline: _baseline, ...place }) => target.setAddress(place)}
        errorAt={errorAt}
      />
      {set?.canSeeHoldout && set.counts.holdout > 0 && (
        <NewRunSplit
          set={set}
          split={split}
          onChange={(of) => target.setAddress({ split: of === "holdout" ? of : null })}
          error={errorAt("split")}
        />
      )}
    </>
  );
}
