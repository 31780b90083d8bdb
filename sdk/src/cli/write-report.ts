import { appendFile, mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { EvalOptions } from "./parse-arguments";
import { renderJunit } from "./render-junit";
import { renderMarkdown } from "./render-markdown";
import { renderTable } from "./render-table";
import type { Report } from "./report";
import type { Surroundings } from "./run-cli";
import { EXIT_CODES } from "./verdict";

/** Files first, then the one form that goes to stdout. */
export async function writeReport(
  report: Report,
  { json, junit, markdown }: EvalOptions,
  { stdout, env }: Surroundings,
): Promise<void> {
  if (junit !== undefined) await writeText(junit, renderJunit(report));
  if (markdown !== undefined && markdown !== "-") {
    const text = renderMarkdown(report);
    // GitHub's file collects what all commands of a step say.
    if (markdown === env.GITHUB_STEP_SUMMARY) await appendFile(markdown, text);
    else await writeText(markdown, text);
  }
  if (json) stdout.write(`${JSON.stringify(toJson(report), null, 2)}\n`);
  else if (markdown === "-") stdout.write(renderMarkdown(report));
  else stdout.write(renderTable(report));
}

async function writeText(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

/** The answers of single cases stay in Galley. */
function toJson({ decision, runs, ...report }: Report) {
  return {
    verdict: decision.verdict,
    exitCode: EXIT_CODES[decision.verdict],
    decidedBy: decision.by,
    reasons: decision.reasons,
    ...report,
    runs: runs.map(({ run, url }) => ({ ...run, url })),
  };
}
