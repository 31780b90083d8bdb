import { cva } from "class-variance-authority";
import { Check } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { Button } from "@/components/ui/controls/button";
import { buttonClass } from "@/components/ui/controls/button-class";
import { Link } from "@/components/ui/controls/link";
import { Avatar } from "@/components/ui/data/avatar";
import { Progress } from "@/components/ui/data/progress";
import { formatCount } from "@/lib/format-number";
import type { WeekStep, WeekStepKey } from "@/lib/weeks/contract";

const stepClass =
  "grid min-h-15 grid-cols-[28px_minmax(0,1fr)_96px_204px_108px] items-center gap-x-4 py-2.5 pr-3.5 pl-4 not-first:border-t max-lg:grid-cols-[28px_minmax(0,1fr)_150px] max-lg:gap-y-1.5";

const numberClass = cva(
  "grid size-6 place-items-center rounded-full text-12 font-semibold tabular-nums",
  {
    variants: {
      state: {
        open: "inset-ring inset-ring-border-strong text-text-2",
        done: "inset-ring inset-ring-pass-border bg-pass-bg text-pass",
        current: "bg-accent-fill text-text-on-fill",
      },
    },
  },
);

const ownerClass =
  "-ml-1.5 max-w-full min-w-0 justify-self-start rounded px-1.5 py-1 text-left text-13";

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
    <ol className="mb-4 overflow-clip rounded-lg border" aria-label="Steps of the week">
      {steps.map((step, index) => (
        <li
          key={step.key}
          className={cn(stepClass, step.isCurrent && !isOver && "bg-selected")}
          aria-current={step.isCurrent && !isOver ? "step" : undefined}
        >
          <span
            className={numberClass({
              state:
                step.isCurrent && !isOver ? "current" : step.state === "done" ? "done" : "open",
            })}
          >
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
          <div className="min-w-0 max-lg:col-start-2">
            <Owner
              step={step}
              isCurrent={step.isCurrent && !isOver}
              mayDecide={mayDecide}
              onSettings={onSettings}
            />
          </div>
          <Done step={step} />
          <div className="flex justify-end max-lg:col-start-3 max-lg:row-start-1">
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
  isCurrent,
  mayDecide,
  onSettings,
}: Pick<Props, "mayDecide" | "onSettings"> & { step: WeekStep; isCurrent: boolean }) {
  const name = step.owner ? (
    <span className="inline-flex items-center gap-1.5 align-middle whitespace-nowrap">
      <Avatar name={step.owner.name} />
      <span className="truncate">{step.owner.name.split(" ")[0]}</span>
    </span>
  ) : (
    <span className="text-text-3">nobody yet</span>
  );
  if (!mayDecide) return <div className={ownerClass}>{name}</div>;
  return (
    <button
      type="button"
      className={cn(
        ownerClass,
        isCurrent
          ? "hover:inset-ring hover:inset-ring-accent-border hover:bg-accent-bg"
          : "hover:bg-hover",
      )}
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
    <div className="grid gap-1 max-lg:col-start-2">
      <div className="text-12 tabular-nums flex justify-between gap-2">
        <span>
          <b>{formatCount(done)}</b> {unit}
        </span>
        <span className="text-text-3">{note}</span>
      </div>
      <Progress
        thin
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
