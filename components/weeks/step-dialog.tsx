"use client";
import { Input } from "@/components/ui/controls/input";
import { Select } from "@/components/ui/controls/select";
import { FormDialog } from "@/components/ui/forms/form-dialog";
import { FormField } from "@/components/ui/forms/form-field";
import { numberOf } from "@/components/ui/forms/typed-number";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import type { Member } from "@/lib/projects/member-contract";
import type { Week, WeekStep, WeekStepKey } from "@/lib/weeks/contract";
import { useUpdateWeek } from "@/lib/weeks/hooks";

interface Props {
  project: string;
  week: Week;
  members: Pick<Member, "id" | "name">[];
  step: WeekStep;
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
export default function StepDialog({ project, week, members, step, onClose }: Props) {
  const update = useUpdateWeek(project, week.week);
  const form = useZodForm({
    draftKey: `week step ${project} ${week.week} ${step.key}`,
    within: `steps.${step.key}`,
    defaultValues: { ownerId: step.owner?.id ?? "", target: String(step.target) },
    schema: async () => (await import("@/lib/weeks/contract")).UpdateWeek,
    toBody: ({ ownerId, target }) => {
      const isMoved = step.hasOwnTarget && target !== String(step.target);
      return {
        steps: {
          [step.key]: {
            ownerId: ownerId || null,
            ...(isMoved ? { target: numberOf(target) } : {}),
          },
        },
      };
    },
    save: update.mutateAsync,
    onSaved: onClose,
  });
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title={step.title}
      description="Applies to the following weeks too, until changed."
      submitLabel="Save"
      buttonSize="sm"
    >
      <div className="grid gap-3">
        <FormField form={form} name="ownerId" label="Owner">
          <Select>
            <option value="">Nobody</option>
            {members.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </FormField>
        {step.hasOwnTarget && (
          <FormField form={form} name="target" label={TARGET_LABEL[step.key] ?? "Target"}>
            <Input inputMode="numeric" />
          </FormField>
        )}
      </div>
    </FormDialog>
  );
}
