import { HumanLabelMark } from "@/components/runs/human-label-mark";
import { OtherInputMark } from "@/components/runs/other-input-mark";
import { Table, Td, Th } from "@/components/ui/data/table";
import { OutcomeIcon } from "@/components/ui/data/verdict-icon";
import { formatList, formatMs, formatUsd } from "@/lib/format-number";
import type { OutputsPreview } from "@/lib/runs/import/import-contract";

/** The first rows as the run would score them. */
export function OutputsSample({
  sample: { rows, later, problem },
}: Pick<OutputsPreview, "sample">) {
  const hasLabels = rows.some(({ label }) => label !== null);
  return (
    <>
      <Table label="First results" dense minWidth={hasLabels ? 640 : 540}>
        <thead>
          <tr>
            <Th style={{ width: 112 }}>Case</Th>
            <Th>Output</Th>
            <Th style={{ width: 80 }}>Scorers</Th>
            <Th num style={{ width: 88 }}>
              Latency
            </Th>
            <Th num style={{ width: 88 }}>
              Cost
            </Th>
            {hasLabels && <Th style={{ width: 128 }}>Human label</Th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.row}>
              <Td>
                <span
                  className="flex max-w-36 items-center gap-1 font-mono text-12"
                  title={row.case}
                >
                  <span className="truncate">{row.case}</span>
                  {row.isOtherInput && <OtherInputMark />}
                </span>
              </Td>
              <Td className="w-full max-w-0">
                <span className="block truncate font-mono text-12" title={row.output ?? ""}>
                  {row.output ?? <span className="text-text-3">no output</span>}
                </span>
              </Td>
              <Td>
                <Outcome row={row} />
              </Td>
              <Td num className="text-12">
                {row.latencyMs === null ? <Unknown /> : formatMs(row.latencyMs)}
              </Td>
              <Td num className="text-12">
                {row.costUsd === null ? <Unknown /> : formatUsd(row.costUsd)}
              </Td>
              {hasLabels && (
                <Td>
                  <HumanLabelMark label={row.label} outcome={row.outcome} />
                </Td>
              )}
            </tr>
          ))}
        </tbody>
      </Table>
      {problem && <p className="text-12 text-text-2">{problem}</p>}
      {later.length > 0 && (
        <p className="text-12 text-text-2">
          {formatList(later)} {later.length === 1 ? "scores" : "score"} after the import.
        </p>
      )}
    </>
  );
}

type SampleRow = OutputsPreview["sample"]["rows"][number];

const WORDS = { passed: "pass", failed: "fail", errored: "error" };

function Outcome({ row: { outcome, reason } }: { row: SampleRow }) {
  if (outcome === null) return <span className="text-12 text-text-3">not yet</span>;
  return (
    <span className="flex items-center gap-1 text-12" title={reason ?? undefined}>
      <OutcomeIcon outcome={outcome} /> {WORDS[outcome]}
    </span>
  );
}

const Unknown = () => (
  <span className="rounded-sm border border-dashed px-1 text-text-3">unknown</span>
);
