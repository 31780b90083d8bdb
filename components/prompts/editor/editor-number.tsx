"use client";
import { useEffect, useState } from "react";
import { Input } from "@/components/ui/controls/input";
import { formatNumber } from "@/lib/format-number";

interface Props {
  label: string;
  name: string;
  value: number | undefined;
  /** What the version that the draft comes from has; with `compare` a difference is shown. */
  was: number | undefined;
  compare: boolean;
  min: number;
  max: number;
  whole?: boolean;
  readOnly: boolean;
  onChange: (value: number | undefined) => void;
}

/** A setting that may be left to the model. What cannot be read as its number stays in the field, with why. */
export function EditorNumber(props: Props) {
  const { label, name, value, was, compare, min, max, whole = false, readOnly, onChange } = props;
  const [text, setText] = useState(textOf(value));
  const problem = problemOf(text, min, max, whole);
  // Another draft was loaded: `0.` and `0` are the same while it is typed.
  useEffect(() => {
    setText((before) => (read(before) === value ? before : textOf(value)));
  }, [value]);
  const changed = compare && was !== value;
  const id = `setting-${name}`;
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <div className="grid gap-0.5">
        <div className="flex items-center gap-2">
          <Input
            size="xs"
            id={id}
            inputMode={whole ? "numeric" : "decimal"}
            changed={Boolean(changed)}
            placeholder="model default"
            value={text}
            readOnly={readOnly}
            aria-invalid={problem ? true : undefined}
            aria-describedby={problem ? `${id}-problem` : changed ? `${id}-was` : undefined}
            onChange={(event) => {
              setText(event.target.value);
              if (!problemOf(event.target.value, min, max, whole))
                onChange(read(event.target.value));
            }}
          />
          {changed && (
            <span id={`${id}-was`} className="text-text-3 whitespace-nowrap">
              was {was ?? "default"}
            </span>
          )}
        </div>
        {problem && (
          <span id={`${id}-problem`} className="text-12 text-fail">
            {problem}
          </span>
        )}
      </div>
    </>
  );
}

function textOf(value: number | undefined): string {
  return value === undefined ? "" : String(value);
}

function read(text: string): number | undefined {
  return text.trim() === "" ? undefined : Number(text.replace(",", "."));
}

function problemOf(text: string, min: number, max: number, whole: boolean): string | null {
  const value = read(text);
  if (value === undefined) return null;
  if (!Number.isFinite(value)) return "A number, or nothing.";
  if (whole && !Number.isSafeInteger(value)) return "A whole number.";
  if (value < min) return `At least ${formatNumber(min, 3)}.`;
  return value > max ? `At most ${formatNumber(max, 3)}.` : null;
}
