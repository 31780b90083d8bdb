"use client";
import { Textarea } from "@/components/ui/controls/textarea";
import { FormDialog } from "@/components/ui/forms/form-dialog";
import { FormField } from "@/components/ui/forms/form-field";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { toast } from "@/components/ui/overlays/toast";
import type { Rollout } from "@/lib/rollouts/contract";
import { useAdvanceRollout, usePauseRollout, useResumeRollout } from "@/lib/rollouts/hooks";
import { guardrailName } from "@/lib/rollouts/words/guardrail-sentence";
import { formatPercent } from "@/lib/rollouts/words/rollout-sentence";
import { ChecksList } from "./checks-list";
import { isBreached } from "./rollout-words";

export type Step = "pause" | "resume" | "advance";

interface Props {
  project: string;
  rollout: Rollout;
  step: Step;
  onClose: () => void;
}

/** Pause, go on after a pause, or advance now; whoever dismisses a breach says why. */
export default function StepDialog({ project, rollout, step, onClose }: Props) {
  const { candidate, stable, percent, stage } = rollout;
  const name = String(rollout.number);
  const pause = usePauseRollout(project, name);
  const resume = useResumeRollout(project, name);
  const advance = useAdvanceRollout(project, name);
  const breached = rollout.guardrails.filter((one) => isBreached(one) && acts(one.action, step));
  const needsReason = breached.length > 0;
  const unmet = rollout.checks.filter(({ isMet }) => !isMet);
  const words = wordsOf(rollout, step);
  const form = useZodForm({
    draftKey: `${step} ${project} ${rollout.id}`,
    defaultValues: { reason: "" },
    schema: async () => {
      const contract = await import("@/lib/rollouts/routes-contract");
      if (step === "advance") return contract.AdvanceRollout;
      return step === "pause" ? contract.PauseRollout : contract.ResumeRollout;
    },
    toBody: ({ reason }) => ({
      reason: reason.trim(),
      ...(step === "advance" ? { stage } : {}),
    }),
    check: ({ reason }) =>
      needsReason && reason.trim() === ""
        ? [{ path: "reason", message: "Give a reason: a guardrail is breached." }]
        : [],
    save: ({ reason }) => {
      if (step === "advance") return advance.mutateAsync({ reason, stage });
      return (step === "pause" ? pause : resume).mutateAsync({ reason });
    },
    onSaved: () => {
      toast(words.done);
      onClose();
    },
  });
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      alert
      title={words.title}
      submitLabel={words.submit}
      kbd="mod+enter"
      buttonSize="sm"
    >
      <p>{words.what}</p>
      {step === "advance" && unmet.length > 0 && (
        <div className="grid gap-1">
          <p className="text-12 text-text-2">Not met yet:</p>
          <ChecksList checks={unmet} />
        </div>
      )}
      {step === "advance" && unmet.length === 0 && rollout.checks.length > 0 && (
        <p className="text-12 text-text-2">All checks of this stage are met.</p>
      )}
      {needsReason && (
        <p className="text-fail">
          {breached.map(guardrailName).join(", ")}: v{candidate} is certainly beyond the bar. Going
          on dismisses this breach, so that it does not act again; v{stable} stays one click away.
        </p>
      )}
      <FormField form={form} name="reason" label="Reason" optional={!needsReason}>
        <Textarea rows={2} maxLength={2000} placeholder={words.placeholder} />
      </FormField>
      {step === "pause" && (
        <p className="text-12 text-text-2">
          v{candidate} stays at {formatPercent(percent)}. Guardrails go on watching and roll back.
        </p>
      )}
    </FormDialog>
  );
}

/** Which breaches the step would dismiss; nobody can dismiss one that rolls back. */
function acts(action: Rollout["guardrails"][number]["action"], step: Step): boolean {
  if (step === "advance") return action !== "roll_back";
  return step === "resume" && action === "pause";
}

function wordsOf(rollout: Rollout, step: Step) {
  const { candidate, percent, next } = rollout;
  const share = formatPercent(percent);
  if (step === "pause") {
    return {
      title: `Pause at ${share}?`,
      submit: "Pause",
      what: "No stage follows until somebody resumes.",
      placeholder: "What it waits for",
      done: `v${candidate} stays at ${share}.`,
    };
  }
  if (step === "resume") {
    return {
      title: "Resume the rollout?",
      submit: "Resume",
      what: "It goes on by itself once time, requests and every guardrail allow it.",
      placeholder: "Why it may go on",
      done: "The rollout goes on.",
    };
  }
  const to = next && next.percent < 100 ? formatPercent(next.percent) : "everybody";
  return {
    title: `Advance v${candidate} to ${to} now?`,
    submit: to === "everybody" ? "Advance to everybody" : `Advance to ${to}`,
    what:
      to === "everybody"
        ? `Every application gets v${candidate} within two seconds, and the rollout ends.`
        : `${to} of the units get v${candidate} within two seconds, instead of ${share}.`,
    placeholder: "Why it does not wait",
    done: `v${candidate} is live for ${to}.`,
  };
}
