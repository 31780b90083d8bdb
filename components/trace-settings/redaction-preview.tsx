"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { labelClass } from "@/components/ui/controls/label-class";
import { Link } from "@/components/ui/controls/link";
import { Table, Td, Th } from "@/components/ui/data/table";
import { linkClass } from "@/components/ui/text/link-class";
import { useSettled } from "@/components/ui/use-settled";
import { formatCount } from "@/lib/format-number";
import { ApiError } from "@/lib/http/api-client";
import { traceSettingsQueries } from "@/lib/traces/queries";
import type { RedactionRule } from "@/lib/traces/settings/settings-contract";
import { redactedPart } from "./redacted-part";

interface Props {
  project: string;
  /** Complete ones only. */
  rules: RedactionRule[];
}

/** Tries the rules on the newest traces a moment after the last keystroke; nothing is changed by it. */
export function RedactionPreview({ project, rules }: Props) {
  const settled = useSettled(rules);
  const preview = useQuery({
    ...traceSettingsQueries.preview(project, settled),
    enabled: settled.length > 0,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const result = settled.length > 0 ? preview.data : undefined;
  return (
    <div className="grid min-w-0 content-start gap-3 px-4 py-3 max-lg:border-t lg:border-l">
      <span className={labelClass}>What it would redact in the newest 20 traces</span>
      {result && (
        <Table label="What each rule would redact" dense>
          <thead>
            <tr>
              <Th className="[--cell-start:0px]">Rule</Th>
              <Th num>Places</Th>
              <Th num className="[--cell-end:0px]">
                Traces
              </Th>
            </tr>
          </thead>
          <tbody>
            {result.rules.map(({ rule, matches, traces }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two rules may share a name
              <tr key={index}>
                <Td className="[--cell-start:0px]">{rule}</Td>
                <Td num className={matches === 0 ? "text-text-2" : undefined}>
                  {formatCount(matches)}
                </Td>
                <Td
                  num
                  className={traces === 0 ? "text-text-2 [--cell-end:0px]" : "[--cell-end:0px]"}
                >
                  {formatCount(traces)}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <p className="text-12 text-text-2" role="status">
        {settled.length === 0
          ? "Choose a rule to preview it."
          : (reasonOf(preview.error) ??
            (result ? sentenceOf(result.traces, result.touched) : "Trying the rules…"))}
      </p>
      {result && result.samples.length > 0 && (
        <ul className="grid gap-2" aria-label="Examples">
          {result.samples.map(({ traceId, rule, before, after }) => (
            <li key={`${traceId} ${rule} ${before}`} className="text-12 break-words">
              <Redacted before={before} after={after} />{" "}
              <Link
                className={linkClass}
                href={`/${project}/traces/${encodeURIComponent(traceId)}`}
                aria-label={`Trace ${traceId}`}
              >
                trace
              </Link>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Redacted({ before, after }: { before: string; after: string }) {
  const { head, removed, put, tail } = redactedPart(before, after);
  return (
    <>
      <span className="text-text-2">{head}</span>
      <del className="rounded-sm bg-diff-del-word px-0.5">{removed}</del>{" "}
      <ins className="rounded-sm bg-diff-add-word px-0.5 no-underline">{put}</ins>
      <span className="text-text-2">{tail}</span>
    </>
  );
}

/** Of a rule that cannot be used, what to change about it. */
function reasonOf(error: Error | null): string | null {
  const [first] = error instanceof ApiError ? (error.problem.errors ?? []) : [];
  return first?.message ?? error?.message ?? null;
}

function sentenceOf(traces: number, touched: number): string {
  if (traces === 0) return "There are no traces yet to try the rules on.";
  const all = traces === 1 ? "the one trace" : `the newest ${traces} traces`;
  return touched === 0
    ? `Nothing is found in ${all}, as they are stored now.`
    : `${touched} of ${all} would be changed. What is stored stays as it is.`;
}
