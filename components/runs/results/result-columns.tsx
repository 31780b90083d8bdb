import { stepColumns } from "@/components/chains/run/step-columns";
import { HumanLabelMark } from "@/components/runs/human-label-mark";
import { OtherInputMark } from "@/components/runs/other-input-mark";
import { versionName } from "@/components/runs/run-words";
import { cn } from "@/components/ui/cn";
import { Checkbox } from "@/components/ui/controls/checkbox";
import type { DataColumn } from "@/components/ui/data/data-table-props";
import { OutcomeIcon } from "@/components/ui/data/verdict-icon";
import { VersionTag } from "@/components/ui/text/version-tag";
import { formatMs, formatRate } from "@/lib/format-number";
import type { Run, RunListItem } from "@/lib/runs/contract";
import type { MatrixCell, MatrixRow } from "@/lib/runs/results/matrix-contract";

export interface Marks {
  ids: ReadonlySet<string>;
  toggle: (caseId: string) => void;
  /** Of the rows that are loaded. */
  failedIds: readonly string[];
  set: (caseIds: readonly string[]) => void;
}

interface Shown {
  run: Run;
  baseline: RunListItem | null;
  others: readonly RunListItem[];
  /** The drawer takes its room: what it shows as well gives way. */
  isBesideDrawer: boolean;
  hasCategories: boolean;
  marks: Marks | undefined;
}

type Column = DataColumn<MatrixRow>;

/** A case, what was expected of it, what each version answered, and how this run's answer failed. */
export function resultColumns(shown: Shown): Column[] {
  const { run, isBesideDrawer, hasCategories, marks } = shown;
  return [
    ...(marks && !isBesideDrawer ? [markColumn(marks)] : []),
    {
      id: "case",
      header: "Case",
      isSortable: true,
      width: 100,
      ...(marks && !isBesideDrawer ? { className: "pl-1" } : {}),
      cell: ({ caseId }) => (
        <span className="font-mono text-12" title={caseId}>
          {caseId}
        </span>
      ),
    },
    { id: "input", header: "Input", cell: ({ input }) => input },
    ...stepColumns(run, isBesideDrawer),
    ...(run.chain === null ? answerColumnsOf(shown) : []),
    ...(run.humanAgreement && !isBesideDrawer ? [HUMAN_LABEL] : []),
    ...(hasCategories && !isBesideDrawer ? [CATEGORY] : []),
    ...(isBesideDrawer ? [] : [LATENCY]),
  ];
}

/** Of a chain its steps say more than its last answer. */
const answerColumnsOf = (shown: Shown): Column[] => [
  expectedColumn(shown.isBesideDrawer),
  ...answerColumns(shown),
];

const expectedColumn = (isBesideDrawer: boolean): Column => ({
  id: "expected",
  header: "Expected",
  isSortable: true,
  width: isBesideDrawer ? 110 : 140,
  wideOnly: true,
  className: "[--cell-x:8px]",
  cell: ({ expected }) =>
    expected === null ? (
      <span className="text-text-3 text-12">nothing</span>
    ) : (
      <span className="font-mono text-[11px]" title={expected}>
        {expected}
      </span>
    ),
});

const CATEGORY: Column = {
  id: "category",
  header: "Category",
  isSortable: true,
  width: 130,
  wideOnly: true,
  className: "[--cell-x:8px]",
  cell: ({ cells }) => {
    const name = cells[0]?.category?.name;
    return (
      <span className="text-12" title={name}>
        {name}
      </span>
    );
  },
};

const HUMAN_LABEL: Column = {
  id: "human-label",
  header: "Human label",
  width: 120,
  className: "[--cell-x:8px]",
  cell: ({ cells }) => {
    const { outcome = null, humanLabel = null } = cells[0] ?? {};
    return <HumanLabelMark label={humanLabel} outcome={outcome} />;
  },
};

const LATENCY: Column = {
  id: "latency",
  header: "Latency",
  isSortable: true,
  num: true,
  width: 86,
  wideOnly: true,
  cell: ({ cells }) => {
    const latencyMs = cells[0]?.latencyMs ?? null;
    return <span className="text-12">{latencyMs === null ? "" : formatMs(latencyMs)}</span>;
  },
};

const isFailed = (row: MatrixRow) => row.cells[0]?.outcome === "failed";

function markColumn({ ids, toggle, failedIds, set }: Marks): Column {
  const hasAll = failedIds.length > 0 && failedIds.every((id) => ids.has(id));
  return {
    id: "mark",
    header: failedIds.length > 0 && (
      <Checkbox
        aria-label="Mark all failed cases that are loaded"
        checked={hasAll}
        indeterminate={ids.size > 0 && !hasAll}
        onChange={() => set(hasAll ? [] : failedIds)}
      />
    ),
    width: 44,
    className: "pr-0",
    cell: (row) =>
      isFailed(row) && (
        <Checkbox
          aria-label={`Mark ${row.caseId}`}
          checked={ids.has(row.caseId)}
          onChange={() => toggle(row.caseId)}
        />
      ),
  };
}

function answerColumns({ run, baseline, others, isBesideDrawer }: Shown): Column[] {
  // The read gives this run first, then the baseline, then the others.
  const runs = [run, ...(baseline ? [baseline] : []), ...others].map((one, index) => ({
    one,
    index,
  }));
  const byVersion = runs
    .slice(1)
    .sort(
      (a, b) =>
        (a.one.version ?? Infinity) - (b.one.version ?? Infinity) || a.one.number - b.one.number,
    );
  return [...byVersion, ...runs.slice(0, 1)].map(({ one, index }) => ({
    id: one.id,
    header: (
      <span title={`Run ${one.number}`}>
        <VersionTag>{versionName(one.version)}</VersionTag>{" "}
        {one.passRate ? formatRate(one.passRate.value) : "no rate"}
      </span>
    ),
    width: isBesideDrawer ? 144 : 160,
    className: "[--cell-end:8px] [--cell-x:8px]",
    cell: (row) => <Answer cell={row.cells[index] ?? null} />,
  }));
}

function Answer({ cell }: { cell: MatrixCell | null }) {
  if (!cell) return <span className="text-text-3 text-12">not in this run</span>;
  const { outcome, answer, isAnswerCut, repeats, passed, isOtherInput } = cell;
  const text = outcome === "errored" ? "error" : (answer ?? "no answer");
  return (
    <span className="flex items-center gap-1" title={cell.reason ?? answer ?? undefined}>
      <OutcomeIcon outcome={outcome} />
      <span
        className={cn(
          "truncate font-mono text-[11px]",
          (outcome === "passed" || outcome === "errored") && "text-text-3",
        )}
      >
        {text}
        {isAnswerCut && "…"}
      </span>
      {isOtherInput && <OtherInputMark />}
      {repeats > 1 && (
        <span className="text-text-3 ml-auto text-[11px]">
          {passed}/{repeats}
        </span>
      )}
    </span>
  );
}
