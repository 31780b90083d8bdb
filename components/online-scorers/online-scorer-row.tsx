"use client";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Link } from "@/components/ui/controls/link";
import { Switch } from "@/components/ui/controls/switch";
import { Badge } from "@/components/ui/data/badge";
import { Td } from "@/components/ui/data/table";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { toast, toastError } from "@/components/ui/overlays/toast";
import { formatCount, formatRate, formatUsd } from "@/lib/format-number";
import type { OnlineScorer } from "@/lib/online-scorers/contract";
import { useDeleteOnlineScorer, useUpdateOnlineScorer } from "@/lib/online-scorers/hooks";
import { scorerTitle } from "@/lib/scorers/scorer-words";

interface Props {
  project: string;
  scorer: OnlineScorer;
  mayWrite: boolean;
  onEdit: () => void;
  onDryRun: () => void;
}

export function OnlineScorerRow(props: Props) {
  const { project, scorer, mayWrite, onDryRun } = props;
  const { name, share, prompt, environment } = scorer;
  return (
    <tr>
      <Td>
        <span className="font-medium">{name}</span>{" "}
        {scorer.isJudge && scorer.calibration !== "calibrated" && (
          <Badge title="Its scores are shown but do not count">{scorer.calibration}</Badge>
        )}
        <br />
        <span className="text-12 text-text-2">{scorerTitle(scorer.scorer.kind)}</span>
      </Td>
      <Td className="text-12">
        {formatRate(share, share < 0.1 ? 1 : 0)} of {prompt ?? "all prompts"}
        <br />
        <span className="text-text-2">{environment ?? "all environments"}</span>
      </Td>
      <Td num className="text-12">
        <ScoresToday project={project} scorer={scorer} />
      </Td>
      <Td>
        <ScorerSwitch project={project} scorer={scorer} mayWrite={mayWrite} onDryRun={onDryRun} />
      </Td>
      <Td className="text-right whitespace-nowrap">
        <ScorerActions {...props} />
      </Td>
    </tr>
  );
}

function ScoresToday({ project, scorer }: Pick<Props, "project" | "scorer">) {
  const { name, today, dailyBudgetUsd } = scorer;
  return (
    <>
      {formatCount(today.scored)} scored,{" "}
      <Link
        className="underline-offset-3 hover:underline"
        href={`/${project}/traces?scorer=${encodeURIComponent(name)}&range=24h`}
      >
        {formatCount(today.failed)} not passed
      </Link>
      <br />
      <span className="text-text-2">
        {formatUsd(today.costUsd)}
        {dailyBudgetUsd !== null && ` of ${formatUsd(dailyBudgetUsd)}`}
        {today.isBudgetSpent && ", spent until midnight UTC"}
      </span>
    </>
  );
}

function ScorerSwitch({ project, scorer, mayWrite, onDryRun }: Omit<Props, "onEdit">) {
  const edit = useUpdateOnlineScorer(project);
  const { name, isEnabled, dryRun } = scorer;
  const turn = (next: boolean) => {
    if (next && !dryRun) return onDryRun();
    edit.mutate(
      { scorer: scorer.id, change: { isEnabled: next } },
      {
        onSuccess: () => toast(next ? `${name} scores new traces now` : `${name} is off`),
        onError: (error) => toastError(error.message),
      },
    );
  };
  return (
    <>
      <Switch
        label={isEnabled ? "On" : "Off"}
        aria-label={`${name} is on`}
        checked={isEnabled}
        disabled={!mayWrite || edit.isPending}
        onChange={(event) => turn(event.target.checked)}
      />
      {!isEnabled && !dryRun && <p className="text-12 text-text-3">needs a dry run</p>}
    </>
  );
}

function ScorerActions({ project, scorer, mayWrite, onEdit, onDryRun }: Props) {
  const remove = useDeleteOnlineScorer(project);
  const [isRemoving, setRemoving] = useState(false);
  const { name } = scorer;
  return (
    <>
      <Button size="sm" onClick={onDryRun}>
        Dry run
      </Button>{" "}
      {mayWrite && (
        <>
          <Button size="sm" onClick={onEdit} aria-label={`Edit ${name}`}>
            Edit…
          </Button>{" "}
          <Button
            size="sm"
            variant="danger"
            aria-label={`Remove ${name}`}
            onClick={() => setRemoving(true)}
          >
            Remove…
          </Button>
        </>
      )}
      <ConfirmDialog
        open={isRemoving}
        onOpenChange={setRemoving}
        title={`Remove ${name}?`}
        confirmLabel="Remove"
        tone="danger"
        onConfirm={() => remove.mutateAsync(scorer.id)}
      >
        It scores no new traces. Existing scores stay.
      </ConfirmDialog>
    </>
  );
}
