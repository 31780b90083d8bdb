"use client";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { DescriptionList } from "@/components/ui/data/dl";
import { formatMs, formatTokens, formatUsd } from "@/lib/format-number";
import { formatUtc } from "@/lib/format-time";
import { promptQueries } from "@/lib/prompts/queries";
import type { TraceDetail, TraceStep } from "@/lib/traces/contract";
import { requestSettings } from "./request-settings";

interface Props {
  project: string;
  trace: TraceDetail;
  step: TraceStep;
}

const unknown = <span className="text-text-3">not reported</span>;

/** How a step was asked and what it took, beside what the version asks for. */
export function StepSettings({ project, trace, step }: Props) {
  const isCall = step.kind === "llm";
  const { data: version } = useQuery({
    ...promptQueries.version(project, trace.prompt ?? "", trace.version ?? 0),
    enabled: isCall && trace.prompt !== null && trace.version !== null,
    retry: false,
  });
  const settings = requestSettings(step.attributes);
  const versionSettings = version
    ? Object.fromEntries(
        Object.entries(version.settings).map(([name, value]) => [name, JSON.stringify(value)]),
      )
    : {};
  const names = [...new Set([...Object.keys(versionSettings), ...Object.keys(settings)])];
  const facts: [ReactNode, ReactNode][] = [
    ...(isCall
      ? ([
          ["Provider", step.provider ?? unknown],
          [
            "Model",
            <Compared
              key="model"
              actual={step.model}
              ofVersion={version?.model.name}
              label={`v${version?.number}`}
            />,
          ],
          ...names.map((name): [ReactNode, ReactNode] => [
            <span key={name} className="font-mono text-12">
              {name}
            </span>,
            <Compared
              key={name}
              actual={settings[name] ?? null}
              ofVersion={versionSettings[name]}
              label={`v${version?.number}`}
            />,
          ]),
          ["Ended by", step.finishReason ?? unknown],
          [
            "Tokens",
            step.inputTokens === null && step.outputTokens === null
              ? unknown
              : `${formatTokens(step.inputTokens)} in${
                  step.cachedInputTokens ? ` (${formatTokens(step.cachedInputTokens)} cached)` : ""
                }, ${formatTokens(step.outputTokens)} out`,
          ],
          ["Cost", step.costUsd === null ? "unknown" : formatUsd(step.costUsd)],
          ["First token", step.firstTokenMs === null ? unknown : formatMs(step.firstTokenMs)],
        ] satisfies [ReactNode, ReactNode][])
      : []),
    ["Time", formatMs(step.latencyMs)],
    ["Retries", step.retries === 0 ? "none reported" : String(step.retries)],
    ["Started", formatUtc(step.startedAt)],
    [
      "Step id",
      <span key="id" className="font-mono text-12 wrap-anywhere">
        {step.id}
      </span>,
    ],
  ];
  return (
    <div className="px-4 py-3">
      <DescriptionList items={facts} />
    </div>
  );
}

/** What was sent, and what the version asks for where the two differ. */
function Compared({
  actual,
  ofVersion,
  label,
}: {
  actual: string | null;
  ofVersion: string | undefined;
  label: string;
}) {
  if (ofVersion === undefined || actual === ofVersion) return actual ?? unknown;
  return (
    <>
      {actual ?? unknown}
      {actual === null ? ", " : " "}
      <span className={actual === null ? "text-text-3 text-12" : "text-12 text-inconclusive"}>
        {actual === null ? `${label} asks for ${ofVersion}` : `but ${label} asks for ${ofVersion}`}
      </span>
    </>
  );
}
