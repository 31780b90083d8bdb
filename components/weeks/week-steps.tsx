import { Check } from "lucide-react";
import Link from "next/link";
import { Button, buttonClass } from "@/components/ui/controls/button";
import { Avatar } from "@/components/ui/data/avatar";
import { Progress } from "@/components/ui/data/progress";
import type { WeekStep, WeekStepKey } from "@/lib/weeks/contract";

interface Props {
  project: string;
  steps: readonly WeekStep[];
  /** The week has ended: nothing of it is next, and nothing in it is left to do. */
  isOver: boolean;
  mayDecide: boolean;
  /** Owner and target of a step. */
  onSettings: (step: WeekStepKey) => void;
  /** What is done on this page itself. */
  onOpen: (step: WeekStepKey) => void;
}

/** Seven rows: what, live numbers, owner, done of target, one action. The first that is not done is tinted. */
export function WeekSteps({ project, steps, isOver, mayDecide, onSettings, onOpen }: Props) {
  return (
    <ol className="week-steps" aria-label="Steps of the week">
      {steps.map((step, index) => (
        <li
          key={step.key}
          className="week-step"
          data-state={step.state}
          data-current={step.isCurrent && !isOver}
          aria-current={step.isCurrent && !isOver ? "step" : undefined}
        >
          <span className="no">
            {step.state === "done" ? (
              <Check className="size-3.5" role="img" aria-label="done" />
            ) : (
              index + 1
            )}
          </span>
          <div className="min-w-0">
            <h2>{step.title}</h2>
            <p className="text-12 text-text-2">{step.what}</p>
          </div>
          <div className="who-cell min-w-0">
            <Owner step={step} mayDecide={mayDecide} onSettings={onSettings} />
          </div>
          <Done step={step} />
          <div className="act flex justify-end">
            {!isOver && (
              <Action project={project} step={step} mayDecide={mayDecide} onOpen={onOpen} />
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}

function Owner({
  step,
  mayDecide,
  onSettings,
}: Pick<Props, "mayDecide" | "onSettings"> & { step: WeekStep }) {
  const name = step.owner ? (
    <span className="person">
      <Avatar name={step.owner.name} />
      <span className="truncate">{step.owner.name.split(" ")[0]}</span>
    </span>
  ) : (
    <span className="text-text-3">nobody yet</span>
  );
  if (!mayDecide) return <div className="who">{name}</div>;
  return (
    <button
      type="button"
      className="who"
      title={step.hasOwnTarget ? "Owner and target…" : "Owner…"}
      aria-label={`${step.title}: owner ${step.owner?.name ?? "nobody yet"}, change`}
      onClick={() => onSettings(step.key)}
    >
      {name}
    </button>
  );
}

function Done({ step: { title, done, target, unit, note } }: { step: WeekStep }) {
  return (
    <div className="done-of grid gap-1">
      <div className="text-12 tabular-nums flex justify-between gap-2">
        <span>
          <b>{done.toLocaleString("en-US")}</b> {unit}
        </span>
        <span className="text-text-3">{note}</span>
      </div>
      <Progress
        done={Math.min(done, target)}
        total={target}
        aria-label={title}
        aria-valuetext={`${done} ${unit}`}
      />
    </div>
  );
}

function Action({
  project,
  step,
  mayDecide,
  onOpen,
}: Pick<Props, "project" | "mayDecide" | "onOpen"> & { step: WeekStep }) {
  const { label, path } = step.action;
  const variant = step.isCurrent ? "primary" : "default";
  if (path !== null) {
    return (
      <Link href={`/${project}/${path}`} className={buttonClass({ variant, size: "sm" })}>
        {label}
      </Link>
    );
  }
  if (!mayDecide) return null;
  return (
    <Button variant={variant} size="sm" onClick={() => onOpen(step.key)}>
      {label}
    </Button>
  );
}
