import type { ExperimentCell } from "@/lib/experiments/contract";
import { formatCount } from "@/lib/format-number";

interface Props {
  cell: ExperimentCell;
  /** Compared with it; undefined: the cell is the baseline, or it has not ended. */
  baseline: ExperimentCell | undefined;
}

/** In which steps the answers of a chain went wrong first, beside those of the baseline. */
export function CellWrongSteps({ cell, baseline }: Props) {
  const steps = [...cell.wrongSteps, ...(baseline?.wrongSteps ?? [])];
  const keys = [...new Set(steps.map(({ key }) => key))];
  const countIn = (one: ExperimentCell, key: string) =>
    one.wrongSteps.find((step) => step.key === key)?.answers ?? 0;
  return (
    <div className="grid gap-1">
      <b className="text-13 font-medium">First wrong step</b>
      {keys.length === 0 && <p className="text-12 text-text-2">No step went wrong.</p>}
      <dl className="grid grid-cols-[minmax(0,1fr)_auto_auto] items-baseline gap-x-2.5 gap-y-1 text-13 tabular-nums">
        {keys.map((key) => (
          <div key={key} className="contents">
            <dt className="font-mono text-12 wrap-anywhere">{key}</dt>
            <dd className="text-right font-medium">{formatCount(countIn(cell, key))}</dd>
            <dd className="text-right text-12 text-text-2">
              {baseline && `baseline ${formatCount(countIn(baseline, key))}`}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
