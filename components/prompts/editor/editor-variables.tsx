"use client";
import { quietLinkClass } from "@/components/ui/text/link-class";
import { formatCountOf } from "@/lib/format-number";
import type { VariableRow } from "./editor-names";
import { SideSection } from "./side-section";

interface Props {
  rows: readonly VariableRow[];
  /** Where the known names come from: an eval set, or the saved version. */
  source: string | null;
  readOnly: boolean;
  onFix: (row: VariableRow, to: string) => void;
}

export function EditorVariables({ rows, source, readOnly, onFix }: Props) {
  const used = rows.filter(({ state }) => state === "used").length;
  const problems = rows.filter(({ state }) => state === "unknown").length;
  return (
    <SideSection
      title="Variables"
      end={
        <>
          {used + problems} used{problems > 0 && `, ${formatCountOf(problems, "problem")}`}
        </>
      }
    >
      {rows.length === 0 ? (
        <p className="m-0 text-12 text-text-3">
          None yet. Write <code>{"{{name}}"}</code> where a value goes.
        </p>
      ) : (
        <ul className="grid gap-0.5">
          {rows.map((row) => (
            <li key={row.name} className="flex min-h-6 items-center gap-2 text-12/5">
              <span
                className={`font-mono text-code truncate ${row.state === "unknown" ? "text-fail" : ""}`}
                title={row.name}
              >
                {row.name}
              </span>
              <span className="ml-auto flex flex-none gap-2 tabular-nums">
                {row.state === "used" && (
                  <span className="text-text-3">{formatCountOf(row.uses, "use")}</span>
                )}
                {row.state === "unused" && <span className="text-text-3">not used</span>}
                {row.state === "unknown" && (
                  <>
                    <span className="text-fail">unknown</span>
                    {row.suggestion && !readOnly && (
                      <button
                        type="button"
                        className={quietLinkClass}
                        title={`Change to ${row.suggestion}`}
                        aria-label={`Fix ${row.name}: change to ${row.suggestion}`}
                        onClick={() => row.suggestion && onFix(row, row.suggestion)}
                      >
                        Fix
                      </button>
                    )}
                  </>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
      {source && <p className="mt-1 mb-0 text-12 text-text-3">Known from {source}.</p>}
    </SideSection>
  );
}
