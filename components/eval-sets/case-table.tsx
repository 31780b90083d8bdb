"use client";
import { type ReactNode, useMemo } from "react";
import { Checkbox } from "@/components/ui/controls/checkbox";
import { DataTable } from "@/components/ui/data/data-table";
import type { DataColumn } from "@/components/ui/data/data-table-props";
import type { Split } from "@/lib/eval-sets/case-content";
import type { EvalSetDetail } from "@/lib/eval-sets/contract";
import type { VisibleCase } from "@/lib/eval-sets/eval-case";
import { showJson } from "./case-kinds";

interface Props {
  set: EvalSetDetail;
  cases: VisibleCase[];
  selectedId: string | null;
  onSelect: (caseId: string) => void;
  onEndReached: () => void;
  empty: ReactNode;
  /** The withheld sums stand below and need room. */
  isAboveSums: boolean;
  /** The drawer takes its room: what it shows as well gives way. */
  isBesideDrawer: boolean;
  /** Of a split under the filters, loaded or not; null is not known. */
  totalOf: (split: Split) => number | null;
  hasMore: boolean;
  /** Marked for a change of many at once; absent: cannot be marked. */
  marked?: { ids: ReadonlySet<string>; toggle: (caseId: string) => void };
}

const SPLITS = [
  { key: "development", label: "Development" },
  { key: "holdout", label: <span className="text-holdout">Holdout</span> },
] as const;

/** Cases by split; a column for each variable and expected field, as far as there is room. */
export function CaseTable({
  set,
  cases,
  selectedId,
  onSelect,
  onEndReached,
  empty,
  isAboveSums,
  isBesideDrawer,
  totalOf,
  hasMore,
  marked,
}: Props) {
  const [development, holdout] = [totalOf("development"), totalOf("holdout")];
  const groups = useMemo(() => {
    const totals = { development, holdout };
    return SPLITS.map((group) => {
      const total = totals[group.key];
      return { ...group, n: total ?? undefined, isPartial: total === null && hasMore };
    });
  }, [development, holdout, hasMore]);
  const columns = useMemo(() => {
    const all = columnsOf(set, cases[0], marked, isBesideDrawer ? 1 : 2);
    return isBesideDrawer ? all.filter(({ id }) => id !== "attributes" && id !== "kind") : all;
  }, [set, cases[0], marked, isBesideDrawer]);
  return (
    <DataTable
      label="Cases"
      rows={cases}
      columns={columns}
      rowId={({ caseId }) => caseId}
      rowHeight={32}
      height={`min(${cases.length * 33 + 96}px, max(240px, calc(100vh - ${isAboveSums ? 470 : 330}px)))`}
      minWidth={isBesideDrawer ? 520 : 640}
      groups={groups}
      groupOf={({ split }) => split}
      selectedId={selectedId}
      onSelect={onSelect}
      onOpen={onSelect}
      onEndReached={onEndReached}
      empty={empty}
    />
  );
}

function columnsOf(
  set: EvalSetDetail,
  sample: VisibleCase | undefined,
  marked: Props["marked"],
  mostFields: number,
): DataColumn<VisibleCase>[] {
  const variables = set.variables.length > 0 ? set.variables : Object.keys(sample?.input ?? {});
  const main = mainVariable(variables, sample);
  return [
    ...(marked ? [markColumn(marked)] : []),
    {
      id: "case",
      header: "Case",
      width: 128,
      cell: ({ caseId }) => <span className="block truncate font-mono text-12">{caseId}</span>,
    },
    {
      id: "input",
      header: <span className="font-mono">{main}</span>,
      cell: ({ input }) => <span className="block truncate">{showJson(input[main])}</span>,
    },
    ...expectedColumns(set.expectedFields.slice(0, mostFields)),
    {
      id: "kind",
      header: "Kind",
      width: 92,
      wideOnly: true,
      cell: ({ kind }) => <span className="text-text-2 text-12">{kind}</span>,
    },
    {
      id: "attributes",
      header: "Attributes, language",
      width: 150,
      wideOnly: true,
      cell: ({ attributes, language }) => (
        <span className="text-text-2 block truncate text-12">
          {[...Object.values(attributes).map(String), language].slice(0, 4).join(", ")}
        </span>
      ),
    },
  ];
}

function markColumn({ ids, toggle }: NonNullable<Props["marked"]>): DataColumn<VisibleCase> {
  return {
    id: "mark",
    header: <span className="sr-only">Marked</span>,
    width: 48,
    cell: ({ caseId }) => (
      <Checkbox
        aria-label={`Mark ${caseId}`}
        checked={ids.has(caseId)}
        onChange={() => toggle(caseId)}
      />
    ),
  };
}

/** One for each field of an object; else the whole value. */
function expectedColumns(fields: readonly string[]): DataColumn<VisibleCase>[] {
  if (fields.length === 0) {
    return [
      {
        id: "expected",
        header: "Expected",
        width: 180,
        cell: ({ expected }) =>
          expected === null ? (
            <span className="text-text-3">none</span>
          ) : (
            <span className="block truncate font-mono text-12">{showJson(expected)}</span>
          ),
      },
    ];
  }
  return fields.map((field) => ({
    id: `expected.${field}`,
    header: field,
    width: 132,
    cell: ({ expected }) => (
      <span className="block truncate font-mono text-12">
        {showJson(memberOf(expected, field))}
      </span>
    ),
  }));
}

/** The longest variable of the first case: the one that people read. */
function mainVariable(variables: string[], sample: VisibleCase | undefined): string {
  const length = (name: string) => showJson(sample?.input[name]).length;
  return variables.reduce(
    (best, name) => (length(name) > length(best) ? name : best),
    variables[0] ?? "input",
  );
}

function memberOf(value: VisibleCase["expected"], field: string) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return value[field];
}
