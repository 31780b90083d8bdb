"use client";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { FormError } from "@/components/ui/controls/form-error";
import { Input } from "@/components/ui/controls/input";
import { Select } from "@/components/ui/controls/select";
import { Dialog } from "@/components/ui/overlays/dialog";
import type { Member } from "@/lib/projects/member-contract";
import type { Week, WeekStep, WeekStepKey } from "@/lib/weeks/contract";
import { useUpdateWeek } from "@/lib/weeks/hooks";

interface Props {
  project: string;
  week: Week;
  members: Pick<Member, "id" | "name">[];
  /** null: closed. */
  stepKey: WeekStepKey | null;
  onClose: () => void;
}

const TARGET_LABEL: Partial<Record<WeekStepKey, string>> = {
  review: "Traces to review",
  cases: "Cases to make",
  options: "Options to test",
  ship: "Releases",
  monitor: "Hours to watch after a release",
};

/** Owner and target of one step; they hold for the weeks that follow, too. */
export function StepDialog({ project, week, members, stepKey, onClose }: Props) {
  const update = useUpdateWeek(project, week.week);
  const [shown, setShown] = useState<WeekStep | null>(null);
  const [owner, setOwner] = useState("");
  const [target, setTarget] = useState("");
  useEffect(() => {
    const step = week.steps.find(({ key }) => key === stepKey);
    if (!step || stepKey === shown?.key) return;
    setShown(step);
    setOwner(step.owner?.id ?? "");
    setTarget(String(step.target));
  }, [stepKey, shown, week.steps]);
  const close = () => {
    setShown(null);
    update.reset();
    onClose();
  };
  const count = Number(target);
  const isCount = Number.isInteger(count) && count >= 1 && count <= 10_000;
  const save = () => {
    if (!shown || (shown.hasOwnTarget && !isCount)) return;
    const isMoved = shown.hasOwnTarget && count !== shown.target;
    update.mutate(
      {
        steps: {
          [shown.key]: {
            ownerId: owner === "" ? null : owner,
            ...(isMoved ? { target: count } : {}),
          },
        },
      },
      { onSuccess: close },
    );
  };
  return (
    <Dialog
      open={stepKey !== null}
      onOpenChange={(isOpen) => !isOpen && close()}
      title={shown?.title ?? "Step"}
      description="Applies to the following weeks too, until changed."
      onSubmit={save}
      footer={
        <>
          <Button size="sm" onClick={close}>
            Cancel
          </Button>
          <Button size="sm" type="submit" variant="primary" busy={update.isPending}>
            Save
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <Field label="Owner">
          <Select value={owner} onChange={(event) => setOwner(event.target.value)}>
            <option value="">Nobody</option>
            {members.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        {shown?.hasOwnTarget && (
          <Field
            label={TARGET_LABEL[shown.key] ?? "Target"}
            error={isCount ? undefined : "A whole number from 1 to 10,000."}
          >
            <Input
              inputMode="numeric"
              value={target}
              onChange={(event) => setTarget(event.target.value)}
            />
          </Field>
        )}
        <FormError>{update.error?.message}</FormError>
      </div>
    </Dialog>
  );
}
