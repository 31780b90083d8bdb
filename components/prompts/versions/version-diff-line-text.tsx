import { Fragment } from "react";
import { variableClass } from "@/components/ui/text/code-class";
import type { DiffLine } from "@/lib/prompts/diff/diff-contract";
import { scanTemplate } from "@/lib/prompts/template/scan-template";

interface Piece {
  text: string;
  changed: boolean;
  variable: boolean;
  at: number;
}

/** A line with its changed words and its `{{variables}}` marked. */
export function LineText({ line, mark }: { line: DiffLine; mark?: "ins" | "del" }) {
  const { text } = line;
  if (text === "") return null;
  return pieces(line).map(({ text: piece, changed, variable, at }) => {
    const inner = variable ? <span className={variableClass}>{piece}</span> : visible(piece);
    if (changed && mark === "ins") return <ins key={at}>{inner}</ins>;
    if (changed && mark === "del") return <del key={at}>{inner}</del>;
    return <Fragment key={at}>{inner}</Fragment>;
  });
}

// A carriage return is invisible, and a line that differs only in it would look unchanged.
function visible(text: string): string {
  return text.endsWith("\r") ? `${text.slice(0, -1)}␍` : text;
}

function pieces({ text, changed = [] }: DiffLine): Piece[] {
  const variables = text.includes("{{") ? scanTemplate(text).marks : [];
  if (variables.length === 0 && changed.length === 0)
    return [{ text, changed: false, variable: false, at: 0 }];
  const edges = new Set([0, text.length]);
  for (const { start, end } of [...variables, ...changed]) edges.add(start).add(end);
  const cuts = [...edges].sort((a, b) => a - b);
  const within = (ranges: readonly { start: number; end: number }[], at: number) =>
    ranges.some(({ start, end }) => start <= at && at < end);
  return cuts.slice(0, -1).map((at, index) => ({
    text: text.slice(at, cuts[index + 1]),
    changed: within(changed, at),
    variable: within(variables, at),
    at,
  }));
}
