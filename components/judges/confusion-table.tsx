"use client";
import { cn } from "@/components/ui/cn";
import { Segmented } from "@/components/ui/controls/segmented";
import { Section } from "@/components/ui/section";
import { formatCount, formatCountOf, formatRateShort } from "@/lib/format-number";
import type { CalibrationFigures, CalibrationSplit } from "@/lib/judges/calibration-contract";

interface Props {
  figures: CalibrationFigures | null;
  split: CalibrationSplit;
  onSplit: (split: CalibrationSplit) => void;
}

/** Rows are what people say, columns what the judge says. */
export function ConfusionTable({ figures, split, onSplit }: Props) {
  return (
    <Section
      title="Confusion matrix"
      aria-label="Confusion matrix"
      actions={
        <Segmented
          label="Split"
          options={[
            { value: "test", label: "Test" },
            { value: "dev", label: "Dev" },
          ]}
          value={split}
          onValueChange={onSplit}
        />
      }
    >
      {figures && figures.n > 0 ? (
        <Cells figures={figures} />
      ) : (
        <p className="text-13 text-text-2">
          The judge was not compared with the labels of the {split} split yet. Choose Calibrate to
          do it.
        </p>
      )}
      <p className="mt-2 text-12 text-text-2">
        {figures && figures.unparseable > 0
          ? `${formatCountOf(figures.unparseable, "answer")} of the judge could not be read and counts against it. `
          : ""}
        {split === "test"
          ? "Counts only. Test labels stay hidden so the judge can’t be tuned to them."
          : "Tune the prompt and the threshold to these."}
      </p>
    </Section>
  );
}

function Cells({ figures }: { figures: CalibrationFigures }) {
  const { labels, counts } = figures.confusion;
  return (
    <div className="relative overflow-x-auto">
      <table className="w-full border-separate border-spacing-1 text-12 text-text-2">
        <thead>
          <tr>
            <th>
              <span className="sr-only">People</span>
            </th>
            {labels.map((label) => (
              <th key={label} scope="col" className="px-1 py-0.5 font-medium">
                Judge: {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {labels.map((label, row) => {
            const cells = counts[row] ?? [];
            const sum = cells.reduce((total, count) => total + count, 0);
            return (
              <tr key={label}>
                <th scope="row" className="px-1 py-0.5 text-left font-medium">
                  Human: {label}
                </th>
                {cells.map((count, column) => (
                  <td
                    key={labels[column]}
                    className={cn(
                      "rounded border px-2 py-1.5 text-center tabular-nums",
                      row !== column && count > 0
                        ? "border-fail-border bg-fail-bg text-fail"
                        : "bg-subtle",
                    )}
                  >
                    <b className={cn("block text-[18px]/6", row === column && "text-text")}>
                      {formatCount(count)}
                    </b>
                    {sum > 0 ? formatRateShort(count / sum, 1) : "–"}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
