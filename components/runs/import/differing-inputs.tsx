import { formatCount } from "@/lib/format-number";
import type { OutputsPreview } from "@/lib/runs/import/import-contract";

/** What the output was made from beside what the case has now, member by member. */
export function DifferingInputs({ differing: { count, rows } }: Pick<OutputsPreview, "differing">) {
  return (
    <details className="mt-0.5">
      <summary className="cursor-pointer">Compare the inputs</summary>
      <ul className="mt-1.5 grid gap-2">
        {rows.map(({ row, case: caseId, inputs }) => (
          <li key={row} className="grid gap-0.5">
            <span>
              Row {formatCount(row)}, <span className="font-mono">{caseId}</span>
            </span>
            {inputs.map(({ name, inRow, inCase }) => (
              <dl
                key={name}
                className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-2 border-l pl-2"
              >
                <dt className="text-text-3">{name} in the file</dt>
                <dd className="text-text">{inRow || <span className="text-text-3">empty</span>}</dd>
                <dt className="text-text-3">in the case</dt>
                <dd className="text-text">
                  {inCase || (
                    <span className="text-text-3">{inCase === null ? "none" : "empty"}</span>
                  )}
                </dd>
              </dl>
            ))}
          </li>
        ))}
        {count > rows.length && <li>and {formatCount(count - rows.length)} more rows</li>}
      </ul>
    </details>
  );
}
