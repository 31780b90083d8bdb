import { ArrowRight } from "lucide-react";
import { Table, Td, Th } from "@/components/ui/data/table";
import type { ValueChange } from "@/lib/prompts/diff/diff-contract";

interface VersionDiffValuesProps {
  title: string;
  rows: readonly ValueChange[];
  /** Values that are the same, in words, under the rows. */
  same?: string;
  fromLabel: string;
  toLabel: string;
  /** Leading parts of the paths that say nothing here. */
  strip?: RegExp;
}

/** Values that differ, one a row. */
export function VersionDiffValues({
  title,
  rows,
  same,
  fromLabel,
  toLabel,
  strip,
}: VersionDiffValuesProps) {
  return (
    <Table label={title} dense className="table-fixed">
      <thead>
        <tr>
          <Th>{title}</Th>
          <Th>{fromLabel}</Th>
          <Th>{toLabel}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.path}>
            <Td className="font-mono text-code [overflow-wrap:anywhere]">
              {pathName(row.path, strip)}
            </Td>
            <Td>
              <Value row={row} side="from" />
            </Td>
            <Td>
              <Value row={row} side="to" />
            </Td>
          </tr>
        ))}
        {same && (
          <tr>
            <Td className="text-text-3" colSpan={3}>
              {same}
            </Td>
          </tr>
        )}
      </tbody>
    </Table>
  );
}

/** The same in one line: `maxOutputTokens 400 → 200`. */
export function ValueChangeLine({ row, strip }: { row: ValueChange; strip?: RegExp }) {
  return (
    <span className="inline-flex min-w-0 items-center gap-2 text-12 text-text-2">
      {pathName(row.path, strip)}
      <Value row={row} side="from" />
      <ArrowRight aria-label="to" className="size-3 flex-none" />
      <Value row={row} side="to" />
    </span>
  );
}

function Value({ row, side }: { row: ValueChange; side: "from" | "to" }) {
  const value = row[side];
  if (value === undefined) return <span className="text-text-3">not set</span>;
  const tone = side === "from" ? "bg-diff-del-word" : "bg-diff-add-word";
  return (
    <span
      className={`font-mono text-code rounded-sm px-1 py-px text-text [overflow-wrap:anywhere] ${tone}`}
    >
      {valueText(value)}
    </span>
  );
}

function pathName(path: string, strip: RegExp | undefined): string {
  const name = strip ? path.replace(strip, "") : path;
  return name.replaceAll("properties.", "") || "value";
}

/** A value as a person would write it: text without quotes, the rest as JSON. */
export function valueText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** `temperature 0, seed 7 and 3 more are the same`, or nothing when there is nothing left. */
export function sameValues(
  value: object | undefined,
  changed: readonly ValueChange[],
): string | undefined {
  const differs = (key: string) =>
    changed.some(({ path }) => path === key || path.startsWith(`${key}.`));
  const rest = Object.entries(value ?? {}).filter(
    ([key, member]) => member !== undefined && !differs(key),
  );
  if (rest.length === 0) return undefined;
  const shown = rest.slice(0, 4).map(([key, member]) => {
    const text = valueText(member);
    return text.length > 24 ? key : `${key} ${text}`;
  });
  const more = rest.length - shown.length;
  const list = more > 0 ? `${shown.join(", ")} and ${more} more` : listed(shown);
  return `${list} ${rest.length === 1 ? "is" : "are"} the same`;
}

function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
