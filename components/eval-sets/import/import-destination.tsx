"use client";
import { Input } from "@/components/ui/controls/input";
import { RadioGroup } from "@/components/ui/controls/radio-group";
import type { EvalSetDetail } from "@/lib/eval-sets/contract";
import type { ImportReport } from "@/lib/eval-sets/import/import-report";
import { formatCount } from "@/lib/format-number";
import type { ImportPreview } from "./use-import-preview";

interface Props {
  state: ImportPreview;
  report: ImportReport;
  set: EvalSetDetail;
}

/** Where new cases go when their row does not say it. */
export function ImportDestination({ state, report, set }: Props) {
  const { development, holdout } = report.newBySplit;
  return (
    <section>
      <RadioGroup
        label="Where new cases go"
        value={state.destination}
        onValueChange={state.setDestination}
        options={[
          { value: "development", label: "All to development" },
          { value: "draw", label: "Every fifth to holdout, chosen by a seed" },
          { value: "holdout", label: "All to holdout" },
        ]}
      />
      {state.destination === "draw" && (
        <Input
          size="sm"
          className="mt-1 w-20"
          aria-label="Seed"
          value={state.seed}
          onChange={(event) => state.setSeed(event.target.value || "1")}
        />
      )}
      <p className="text-12 text-text-2 mt-2">
        {formatCount(development)} to development, {formatCount(holdout)} to holdout.
        {holdout > 0 &&
          !set.canSeeHoldout &&
          ` You will not be able to see those ${formatCount(holdout)} again; only an admin can unseal a case.`}
      </p>
    </section>
  );
}
