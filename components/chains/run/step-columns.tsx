import { Check, Minus, X } from "lucide-react";
import type { DataColumn } from "@/components/ui/data/data-table-props";
import type { Run } from "@/lib/runs/contract";
import type { MatrixRow } from "@/lib/runs/results/matrix-contract";
import type { StepStatus } from "@/lib/runs/step-contract";

/** One column for each step of a chain: right, first wrong, or not reached with correct input. */
export function stepColumns(run: Run, isBesideDrawer: boolean): DataColumn<MatrixRow>[] {
  return run.byStep.map(({ key }) => ({
    id: `step-${key}`,
    header: (
      <span className="block truncate font-mono text-12" title={key}>
        {key}
      </span>
    ),
    width: isBesideDrawer ? 92 : "clamp(64px, 9vw, 124px)",
    className: "[--cell-x:8px]",
    cell: ({ cells }) => {
      const step = cells[0]?.steps?.find((one) => one.key === key);
      return step ? <StepCell {...step} /> : null;
    },
  }));
}

const WORDS: Record<StepStatus, string> = {
  ok: "right",
  wrong: "first wrong",
  errored: "error",
  not_reached: "not reached with correct input",
};

interface CellProps {
  status: StepStatus;
  note: string | null;
}

function StepCell({ status, note }: CellProps) {
  if (status === "not_reached") {
    return (
      <span
        className="-mx-2 block h-8 bg-[repeating-linear-gradient(135deg,transparent_0_5px,var(--color-border)_5px_6px)] opacity-60"
        title={WORDS.not_reached}
      >
        <span className="sr-only">{WORDS.not_reached}</span>
      </span>
    );
  }
  if (status === "ok") {
    return (
      <span className="text-pass" title={WORDS.ok}>
        <Check className="size-3.5" aria-hidden="true" />
        <span className="sr-only">{WORDS.ok}</span>
      </span>
    );
  }
  return (
    <span
      className="-mx-2 flex h-8 items-center gap-1 bg-fail-bg px-2 text-fail"
      title={note ?? WORDS[status]}
    >
      <StepMark status={status} />
      <span className="truncate font-mono text-[11px]">{note ?? WORDS[status]}</span>
    </span>
  );
}

export function StepMark({ status }: { status: StepStatus }) {
  const Icon = status === "ok" ? Check : status === "not_reached" ? Minus : X;
  const tone =
    status === "ok" ? "text-pass" : status === "not_reached" ? "text-text-3" : "text-fail";
  return (
    <span className={tone} title={WORDS[status]}>
      <Icon className="size-3.5" aria-hidden="true" />
      <span className="sr-only">{WORDS[status]}</span>
    </span>
  );
}
