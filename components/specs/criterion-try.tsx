"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { VerdictIcon } from "@/components/ui/data/verdict-icon";
import { formatCount } from "@/lib/format-number";
import type { CriterionInput } from "@/lib/specs/criterion-contract";
import { formatFigure, formatFigureInterval } from "@/lib/specs/gates/format-gate";
import { specQueries } from "@/lib/specs/queries";

interface Props {
  project: string;
  name: string;
  criterion: CriterionInput | null;
}

/** What a criterion in writing says about the newest versions. The statement and the key do not matter to it. */
export function CriterionTry({ project, name, criterion }: Props) {
  const preview = criterion && { ...criterion, key: "preview", statement: "Preview", serves: [] };
  const { data, error, isFetching } = useQuery({
    ...specQueries.preview(project, name, preview ?? empty),
    enabled: preview !== null,
    placeholderData: keepPreviousData,
  });
  if (!preview)
    return <p className="text-12 text-text-3">Choose a set and a bar to preview the verdict.</p>;
  if (error) return <p className="text-12 text-fail">{error.message}</p>;
  if (!data) return <p className="text-12 text-text-3">Reading the stored answers…</p>;
  return (
    <p
      className="text-12 flex flex-wrap items-center gap-x-4 gap-y-1"
      aria-live="polite"
      aria-busy={isFetching}
    >
      {data.gates.toReversed().map(({ version, gate }) => (
        <span key={version} className="tabular-nums flex items-center gap-1.5" title={gate.why}>
          <b className="font-mono">v{version}</b>
          <VerdictIcon verdict={gate.verdict} />
          {gate.value === null
            ? (gate.why ?? "not measured")
            : `${formatFigure(gate.value, gate)} (${formatFigureInterval(gate) ?? "no interval"}, n = ${gate.n})`}
          {gate.moreCases && (
            <span className="text-text-2">
              about {formatCount(gate.moreCases)} more cases to {gate.moreCasesVerdict}
            </span>
          )}
        </span>
      ))}
      {data.passesFrom && (
        <span>
          passes {criterion?.comparator.startsWith(">") ? "from" : "up to"}{" "}
          <b>{formatCount(data.passesFrom.passed)}</b> of {formatCount(data.passesFrom.cases)}
        </span>
      )}
      <span className="text-text-2">From stored answers; no call is made. {data.hint}</span>
    </p>
  );
}

const empty: CriterionInput = {
  key: "preview",
  statement: "Preview",
  evalSet: "none",
  metric: "success_rate",
  comparator: ">=",
  threshold: 0,
};
