import { describeReport } from "./describe-report";
import type { Report } from "./report";

const SIGNS = { pass: "✅", fail: "❌", inconclusive: "⚠️" };

/** The report for a step summary or a comment. What cases and models say cannot become markup. */
export function renderMarkdown(report: Report): string {
  const { prompt, version, decision } = report;
  const { verdict, reasons } = decision;
  return [
    `## ${SIGNS[verdict]} ${escapeText(prompt)} version ${version}: ${verdict}`,
    "",
    ...reasons.map((reason) => `- ${escapeText(reason)}`),
    ...describeReport(report).flatMap(({ title, url, header, rows }) => [
      "",
      `### ${url ? `[${escapeText(title)}](${url})` : escapeText(title)}`,
      "",
      row(header ?? ["", ""]),
      row((header ?? ["", ""]).map(() => "---")),
      ...rows.map((cells) => row(cells.map(escapeText))),
    ]),
    "",
  ].join("\n");
}

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

/** Also `@`, which would notify whoever has that name. */
const escapeText = (text: string): string =>
  text
    .replace(/\s+/g, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replace(/[\\`*_{}[\]#|~!]/g, "\\$&")
    .replaceAll("@", "@\u200b");
