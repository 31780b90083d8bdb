"use client";
import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { cn } from "@/components/ui/cn";
import { iconButtonClass } from "@/components/ui/controls/icon-button";
import { Textarea } from "@/components/ui/controls/textarea";
import type { VisibleCase } from "@/lib/eval-sets/eval-case";
import { shownValue, type TryField } from "./try-input";
import type { TryMode, TrySource } from "./try-source";
import { tryValuesClass } from "./try-values-class";
import type { TryInput } from "./use-try-input";

interface Props {
  source: TrySource;
  input: TryInput;
}

/** What is filled in: a case, what it lacks, or everything by hand. */
export function TryValues({ source, input }: Props) {
  const { mode, fields, compared, values, setValue } = input;
  const typedFields = (
    <TryFields fields={fields} compared={compared} values={values} onChange={setValue} />
  );
  if (mode === "text" && source.mode === "text") return typedFields;
  if (mode === "case" && source.case) {
    return (
      <>
        <TryCaseValues case={source.case} />
        {fields.length > 0 && typedFields}
      </>
    );
  }
  return <div className={cn(tryValuesClass, "text-text-3")}>{nothingText(source, mode)}</div>;
}

function nothingText(source: TrySource, mode: TryMode): string {
  if (mode === "case") {
    return source.isLoading ? "Reading the cases…" : "This set has no development cases yet.";
  }
  if (source.isLoading) return "Reading the eval sets…";
  return source.sets.length > 0
    ? "Choose an eval set and one of its development cases above."
    : "This project has no eval set yet. Type values as free text, or add a set under Eval sets.";
}

interface CaseProps {
  case: VisibleCase;
}

/** A case's values in one line; all of them when opened. */
export function TryCaseValues({ case: shown }: CaseProps) {
  const [isOpen, setOpen] = useState(false);
  const entries = Object.entries(shown.input);
  const longest = entries.toSorted(
    ([, a], [, b]) => shownValue(b).length - shownValue(a).length,
  )[0];
  const expected = expectedText(shown.expected);
  return (
    <div className={tryValuesClass}>
      <div className="flex min-w-0 items-center gap-2">
        <button
          type="button"
          className={iconButtonClass({ size: "xs" })}
          aria-expanded={isOpen}
          aria-label="All values of the case"
          onClick={() => setOpen(!isOpen)}
        >
          <ChevronRight className={cn("size-3.5", isOpen && "rotate-90")} aria-hidden="true" />
        </button>
        {longest && !isOpen && (
          <>
            <span className="font-mono text-code text-text-3 flex-none">{longest[0]}</span>
            <span className="min-w-0 flex-1 truncate">
              {shownValue(longest[1]).replace(/\s+/g, " ").slice(0, 400)}
            </span>
          </>
        )}
        {expected && (
          <span className="text-text-3 ml-auto max-w-1/2 flex-none truncate">
            expected <code>{expected}</code>
          </span>
        )}
      </div>
      {isOpen && (
        <dl className="m-0 mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 pl-7">
          {entries.map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="font-mono text-code text-text-3">{name}</dt>
              <dd className="m-0 whitespace-pre-wrap break-words">{shownValue(value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

function expectedText(expected: VisibleCase["expected"]): string {
  if (expected === null) return "";
  if (typeof expected !== "object") return String(expected);
  return Object.values(expected)
    .filter((value) => value !== null)
    .map((value) => shownValue(value))
    .join(", ")
    .slice(0, 120);
}

interface FieldsProps {
  fields: readonly TryField[];
  /** The version beside the draft. */
  compared: number | null;
  values: Readonly<Record<string, string>>;
  onChange: (name: string, value: string) => void;
}

/** One field per variable, typed freely. */
export function TryFields({ fields, compared, values, onChange }: FieldsProps) {
  if (fields.length === 0) {
    return (
      <div className={tryValuesClass}>
        <span className="text-text-3">The text has no variables; it is sent as is.</span>
      </div>
    );
  }
  return (
    <div className={tryValuesClass}>
      <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1.5">
        {fields.map(({ name, kind, isOnlyCompared }) => (
          <div key={name} className="contents">
            <span className="pt-1.5">
              <label className="font-mono text-code text-text-3" htmlFor={`try-${name}`}>
                {name}
              </label>
              {isOnlyCompared && <span className="text-text-3 text-12"> only v{compared}</span>}
            </span>
            <Textarea
              id={`try-${name}`}
              rows={1}
              size="sm"
              className="field-sizing-content"
              placeholder={
                kind === "placeholder" ? "user: …  assistant: …, one message per line" : undefined
              }
              value={values[name] ?? ""}
              onChange={(event) => onChange(name, event.target.value)}
            />
          </div>
        ))}
      </div>
    </div>
  );
}
