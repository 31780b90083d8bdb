"use client";
import { useState } from "react";
import { serializeRunAddress, useRunAddress } from "@/components/runs/use-run-address";
import { Select } from "@/components/ui/controls/select";
import { Table, Td, Th } from "@/components/ui/data/table";
import { formatCount, formatFixed, formatRateWithInterval } from "@/lib/format-number";
import type { LabelMatrix } from "@/lib/runs/summary-contract";

interface Props {
  matrices: readonly LabelMatrix[];
  baseline: readonly LabelMatrix[];
}

/** Beyond this a square cannot be read; then the most confused pairs are listed. */
const MOST_COLUMNS = 24;
const two = (value: number | null) => (value === null ? "no value" : formatFixed(value));

/** Expected labels against answered ones, with precision, recall and F1 of each. */
export function LabelMatrixView({ matrices, baseline }: Props) {
  const [name, setName] = useState(matrices[0]?.scorer ?? "");
  const matrix = matrices.find(({ scorer }) => scorer === name) ?? matrices[0];
  if (!matrix) return null;
  const before = baseline.find(({ scorer }) => scorer === matrix.scorer);
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-5 gap-y-1 border-b px-4 py-2 text-13 tabular-nums">
        {matrices.length > 1 && (
          <Select
            size="sm"
            aria-label="Scorer"
            className="w-44"
            value={matrix.scorer}
            onChange={(event) => setName(event.target.value)}
          >
            {matrices.map(({ scorer }) => (
              <option key={scorer}>{scorer}</option>
            ))}
          </Select>
        )}
        <span>
          <span className="text-text-2">Accuracy</span> {formatRateWithInterval(matrix.accuracy)}
        </span>
        <span>
          <span className="text-text-2">Macro-F1</span> {two(matrix.macroF1)}
          {before && <span className="text-text-3"> (baseline {two(before.macroF1)})</span>}
        </span>
        <span className="text-text-3 text-12">
          Rows: expected. Columns: answered, numbered as the rows.
        </span>
      </div>
      {matrix.labels.length <= MOST_COLUMNS ? (
        <Square matrix={matrix} />
      ) : (
        <Pairs matrix={matrix} />
      )}
    </>
  );
}

function heat(count: number, support: number, isRight: boolean): string | undefined {
  if (count === 0 || support === 0) return undefined;
  const strength = Math.round(8 + (count / support) * 30);
  return `color-mix(in srgb, var(${isRight ? "--pass-mark" : "--fail-mark"}) ${strength}%, var(--surface))`;
}

function Square({ matrix }: { matrix: LabelMatrix }) {
  const hasOther = matrix.other.some((count) => count > 0);
  return (
    <Table label="Confusion matrix" dense minWidth={330 + matrix.labels.length * 24}>
      <thead>
        <tr>
          <Th>Expected</Th>
          {matrix.labels.map((label, index) => (
            <Th key={label} center className="w-6 min-w-6 [--cell-x:0px]" title={label}>
              <span className="sr-only">answered {label}</span>
              <span aria-hidden="true">{index + 1}</span>
            </Th>
          ))}
          {hasOther && <Th num>other</Th>}
          <Th num>n</Th>
          <Th num>Precision</Th>
          <Th num>Recall</Th>
          <Th num>F1</Th>
        </tr>
      </thead>
      <tbody>
        {matrix.labels.map((expected, row) => {
          const stats = matrix.perLabel.find(({ label }) => label === expected);
          const support = stats?.support ?? 0;
          return (
            <tr key={expected}>
              <Td className="whitespace-nowrap font-mono text-[11px]">
                <span className="text-text-3">{row + 1}</span> {expected}
              </Td>
              {matrix.labels.map((actual, column) => {
                const count = matrix.counts[row]?.[column] ?? 0;
                return (
                  <Td
                    key={actual}
                    className="[--cell-x:0px] text-center text-12"
                    title={`${expected} answered as ${actual}: ${count}`}
                    style={{ background: heat(count, support, row === column) }}
                  >
                    {count > 0 ? (
                      <CellLink {...{ expected, count }} scorer={matrix.scorer} answered={actual} />
                    ) : (
                      <span className="sr-only">0</span>
                    )}
                  </Td>
                );
              })}
              {hasOther && (
                <Td num>
                  {(matrix.other[row] ?? 0) > 0 && (
                    <CellLink
                      scorer={matrix.scorer}
                      expected={expected}
                      answered=""
                      count={matrix.other[row] ?? 0}
                    />
                  )}
                </Td>
              )}
              <Td num>
                {support > 0 ? (
                  <CellLink
                    scorer={matrix.scorer}
                    expected={expected}
                    answered={null}
                    count={support}
                  />
                ) : (
                  0
                )}
              </Td>
              <Td num>{two(stats?.precision ?? null)}</Td>
              <Td num>{two(stats?.recall ?? null)}</Td>
              <Td num>{two(stats?.f1 ?? null)}</Td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}

interface CellLinkProps {
  scorer: string;
  expected: string;
  /** Empty: outside the labels; null: whatever was answered. */
  answered: string | null;
  count: number;
}

/** The cases of a cell, in the list below. */
function CellLink({ scorer, expected, answered, count }: CellLinkProps) {
  const { state, set } = useRunAddress();
  const cell = { scorer, expected, answered, tab: "all", case: null } as const;
  const words = answered === null ? "" : ` answered as ${answered || "no label"}`;
  return (
    <a
      href={serializeRunAddress({ ...state, ...cell })}
      className="block hover:underline"
      aria-label={`${expected}${words}: ${count}, show the cases`}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        void set(cell);
        document.getElementById("cases")?.scrollIntoView({ block: "start" });
      }}
    >
      {formatCount(count)}
    </a>
  );
}

/** The wrong answers that come most often. */
function Pairs({ matrix }: { matrix: LabelMatrix }) {
  const pairs = matrix.counts
    .flatMap((row, expected) =>
      row.map((count, actual) => ({
        count,
        expected: matrix.labels[expected] ?? "",
        actual: matrix.labels[actual] ?? "",
        support: matrix.perLabel[expected]?.support ?? 0,
      })),
    )
    .filter(({ count, expected, actual }) => count > 0 && expected !== actual)
    .sort((a, b) => b.count - a.count)
    .slice(0, 20);
  return (
    <div className="max-h-90 overflow-auto">
      <Table label="Most confused labels" dense>
        <thead>
          <tr>
            <Th>Expected</Th>
            <Th>Answered</Th>
            <Th num>Times</Th>
            <Th num>of</Th>
          </tr>
        </thead>
        <tbody>
          {pairs.map(({ expected, actual, count, support }) => (
            <tr key={`${expected} ${actual}`}>
              <Td className="font-mono text-12">{expected}</Td>
              <Td className="font-mono text-12">{actual}</Td>
              <Td num>
                <CellLink {...{ expected, count }} scorer={matrix.scorer} answered={actual} />
              </Td>
              <Td num>{formatCount(support)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
