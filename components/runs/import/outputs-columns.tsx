import { FIELD_WORDS } from "@/components/runs/run-words";
import { Select } from "@/components/ui/controls/select";
import { Table, Td, Th } from "@/components/ui/data/table";
import { formatCount } from "@/lib/format-number";
import type { OutputsPreview } from "@/lib/runs/import/import-contract";
import type { OutputField } from "@/lib/runs/import/output-target";

interface Props {
  preview: OutputsPreview;
  onMap: (name: string, target: string) => void;
}

/** What each column of the file becomes. */
export function OutputsColumns({ preview, onMap }: Props) {
  return (
    <Table label="Columns of the file" dense>
      <thead>
        <tr>
          <Th>In the file</Th>
          <Th>First values</Th>
          <Th style={{ width: 184 }}>Becomes</Th>
          <Th num style={{ width: 112 }}>
            Filled
          </Th>
        </tr>
      </thead>
      <tbody>
        {preview.columns.map(({ column, name, target, sample, filled }) => (
          <tr key={column}>
            <Td>
              <span className="block max-w-44 truncate font-mono text-12" title={name}>
                {name}
              </span>
            </Td>
            <Td>
              <span className="grid max-w-72 text-12 text-text-2">
                {sample.length === 0 ? (
                  <span className="text-text-3">empty</span>
                ) : (
                  sample.map((text, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: the values stand in the file's order
                    <span key={index} className="truncate" title={text}>
                      {text}
                    </span>
                  ))
                )}
              </span>
            </Td>
            <Td>
              <Select
                size="sm"
                aria-label={`${name} becomes`}
                value={target}
                onChange={(event) => onMap(name, event.target.value)}
              >
                {targetsOf(target, preview.variables).map((value) => (
                  <option key={value} value={value}>
                    {FIELD_WORDS[value as OutputField] ?? value}
                  </option>
                ))}
              </Select>
            </Td>
            <Td num>
              <span className="text-12 text-text-2">
                {formatCount(filled)} of {formatCount(preview.rows)}
              </span>
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function targetsOf(target: string, variables: readonly string[]): string[] {
  const fields = Object.keys(FIELD_WORDS).filter((field) => field !== "ignore");
  const inputs = variables.map((variable) => `input.${variable}`);
  return [...new Set(["case", ...inputs, ...fields, target, "ignore"])];
}
