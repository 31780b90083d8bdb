"use client";
import { Field } from "@/components/ui/controls/field";
import { Select } from "@/components/ui/controls/select";
import type { ImportReport } from "@/lib/eval-sets/import/import-report";
import type { ImportPreview } from "./use-import-preview";

const NAMES: Record<ImportReport["encoding"], string> = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16, low byte first",
  "utf-16be": "UTF-16, high byte first",
  "windows-1252": "windows-1252 (Western European)",
};

/** How the bytes of the file are read; to change when the first values look broken. */
export function ImportEncoding({ state, report }: { state: ImportPreview; report: ImportReport }) {
  const detected = state.encoding === "auto" ? `Detected: ${NAMES[report.encoding]}` : "Detect";
  return (
    <Field label="Encoding">
      <Select
        size="sm"
        value={state.encoding}
        onChange={(event) => state.setEncoding(event.target.value as ImportPreview["encoding"])}
      >
        <option value="auto">{detected}</option>
        {Object.entries(NAMES).map(([encoding, label]) => (
          <option key={encoding} value={encoding}>
            {label}
          </option>
        ))}
      </Select>
    </Field>
  );
}
