"use client";
import { useQuery } from "@tanstack/react-query";
import { FormError } from "@/components/ui/controls/form-error";
import { Skeleton } from "@/components/ui/skeleton";
import type { HoldoutGap } from "@/lib/runs/holdout/gap-contract";
import { gapInWords } from "@/lib/runs/holdout/gap-words";
import { runQueries } from "@/lib/runs/queries";
import { GapChart } from "./gap-chart";

interface Props {
  project: string;
  evalSet: string;
  prompt: string;
}

/** Development against holdout over the versions of one prompt, with what each gained over the first. */
export function VersionsGap({ project, evalSet, prompt }: Props) {
  const { data: gap, error } = useQuery(runQueries.holdoutGap(project, evalSet, prompt));
  if (error) return <FormError error={error} />;
  if (!gap) return <Skeleton height={260} className="rounded-lg" />;
  return (
    <GapChart {...gap} height={200}>
      {sentenceOf(gap)}
    </GapChart>
  );
}

/** The versions with a real gap; without one, what the newest comparable version says. */
function sentenceOf({ base, points }: HoldoutGap): string {
  const comparisons = points.flatMap(({ version, gains }) =>
    gains ? [{ version, ...gains }] : [],
  );
  const real = comparisons.filter(({ gap }) => gap.isReal);
  const versions = real.length > 0 ? real : comparisons.slice(-1);
  if (versions.length === 0) {
    return "Two versions with completed runs on both, scored alike, would tell whether one is fitted to the cases that its author sees.";
  }
  return versions
    .map(
      ({ version, development, holdout, gap }) =>
        `v${version} against v${base}: ${gapInWords(development, holdout, gap)}`,
    )
    .join(" ");
}
