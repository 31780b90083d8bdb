import { describeReport, type Section } from "./describe-report";
import type { Report } from "./report";

/** The report for a terminal. */
export function renderTable(report: Report): string {
  const { prompt, version, decision } = report;
  return [
    `\n${prompt} version ${version}`,
    ...describeReport(report).flatMap(({ title, url = "", ...table }) => [
      `\n${title}  ${url}`.trimEnd(),
      ...renderRows(table),
    ]),
    `\n${decision.verdict.toUpperCase()}: ${decision.reasons.join("\n  ")}\n`,
  ].join("\n");
}

function renderRows({ header, rows }: Pick<Section, "header" | "rows">): string[] {
  const lines = header ? [header, ...rows] : rows;
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  return lines.map((line) =>
    `  ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd(),
  );
}
