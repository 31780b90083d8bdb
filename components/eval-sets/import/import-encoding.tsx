"use client";
import { Field } from "@/components/ui/controls/field";
import { Select } from "@/components/ui/controls/select";
import type { Encoding } from "@/lib/http/files/encodings";

const NAMES: Record<Encoding, string> = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16, low byte first",
  "utf-16be": "UTF-16, high byte first",
  "windows-1252": "windows-1252 (Western European)",
};

interface Props {
  value: Encoding | "auto";
  detected: Encoding;
  onChange: (encoding: Encoding | "auto") => void;
}

/** How the bytes of the file are read; to change when the first values look broken. */
export function ImportEncoding({ value, detected, onChange }: Props) {
  return (
    <Field label="Encoding">
      <Select
        size="sm"
        value={value}
        onChange={(event) => onChange(event.target.value as Encoding | "auto")}
      >
        <option value="auto">{value === "auto" ? `Detected: ${NAMES[detected]}` : "Detect"}</option>
        {Object.entries(NAMES).map(([encoding, label]) => (
          <option key={encoding} value={encoding}>
            {label}
          </option>
        ))}
      </Select>
    </Field>
  );
}
