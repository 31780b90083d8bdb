"use client";
import { Play } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { toast } from "@/components/ui/overlays/toast";
import { formatCountOf, formatUsd } from "@/lib/format-number";
import type { MissingRun } from "@/lib/specs/gates/gate-contract";
import { useRunMissing } from "@/lib/specs/hooks";

interface Props {
  project: string;
  name: string;
  version: number;
  /** Where it would be released: what a comparison with what is live means. */
  environment?: string;
  missing: MissingRun[];
  size?: "sm" | "md";
}

/** Starts exactly the runs that open gates wait for, after saying what they are and cost. */
export function RunMissingButton(props: Props) {
  const { project, name, version, environment, missing, size = "md" } = props;
  const [isOpen, setIsOpen] = useState(false);
  const start = useRunMissing(project, name);
  const waiting = missing.filter(({ underWay }) => !underWay);
  const answers = waiting.reduce((sum, each) => sum + each.answers, 0);
  const costs = waiting.map(({ estimatedCostUsd }) => estimatedCostUsd);
  const prices = costs.filter((cost) => cost !== null);
  const total = prices.length === costs.length ? prices.reduce((sum, cost) => sum + cost, 0) : null;
  if (missing.length > 0 && waiting.length === 0) {
    return (
      <Button size={size} disabled>
        {missing.length === 1 ? "Run" : "Runs"} under way…
      </Button>
    );
  }
  return (
    <>
      <Button
        size={size}
        icon={<Play aria-hidden="true" />}
        disabled={waiting.length === 0}
        title={
          waiting.length === 0 ? "Every gate that a run can measure has been measured." : undefined
        }
        onClick={() => setIsOpen(true)}
      >
        Run what is missing
      </Button>
      <ConfirmDialog
        open={isOpen}
        onOpenChange={setIsOpen}
        title={`Start ${formatCountOf(waiting.length, "run")}?`}
        confirmLabel="Start"
        onConfirm={async () => {
          const { data } = await start.mutateAsync({
            version,
            ...(environment ? { environment } : {}),
          });
          toast(
            `${data.map(({ number }) => `Run ${number}`).join(", ")} ${data.length === 1 ? "is" : "are"} under way.`,
          );
        }}
      >
        <ul className="grid gap-1">
          {waiting.map((each) => (
            <li key={`${each.version} ${each.evalSet} ${each.split}`}>
              <b className="font-mono">v{each.version}</b> on the {each.split} cases of{" "}
              {each.evalSet}:{" "}
              <span className="text-text-2">
                {formatCountOf(each.answers, "answer")}, for{" "}
                {formatCountOf(each.criteria.length, "criterion", "criteria")}
              </span>
            </li>
          ))}
        </ul>
        <p className="text-12 text-text-2 mt-2">
          {formatCountOf(answers, "answer")} in all, estimated cost {formatUsd(total)}.
          {waiting.some(({ split }) => split === "holdout") &&
            " A holdout run is a look that is counted."}
        </p>
      </ConfirmDialog>
    </>
  );
}
