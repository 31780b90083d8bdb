import { useState } from "react";
import { Select } from "@/components/ui/controls/select";
import { Badge } from "@/components/ui/data/badge";
import { Table, Td, Th } from "@/components/ui/data/table";
import { VerdictPill } from "@/components/ui/data/verdict-pill";
import { Section } from "@/components/ui/section";
import { DEFINITIONS } from "@/lib/metrics/metric";
import type { ArmFigure, GuardrailFigures, Rollout, SegmentFigures } from "@/lib/rollouts/contract";
import { barInWords, CONSEQUENCE, formatFigure } from "@/lib/rollouts/words/guardrail-sentence";
import { bandInWords, limitInWords } from "./rollout-words";

interface Props {
  rollout: Pick<Rollout, "guardrails" | "segments" | "stable" | "candidate">;
}

/** One metric that has a guardrail, segment by segment: those with a bar below all requests, then the others. */
export function SegmentSection({ rollout }: Props) {
  const { guardrails, segments, stable, candidate } = rollout;
  const metrics = listMetrics(rollout);
  const [choice, setChoice] = useState<SegmentFigures["metric"]>();
  const metric = metrics.find((one) => one === choice) ?? metrics[0];
  if (!metric) return null;
  const figures = segments.filter((one) => one.metric === metric);
  return (
    <Section
      flush
      title="By segment"
      actions={
        <Select
          size="sm"
          aria-label="Metric"
          value={metric}
          onChange={(event) => setChoice(metrics.find((one) => one === event.target.value))}
        >
          {metrics.map((one) => (
            <option key={one} value={one}>
              {DEFINITIONS[one].label}
            </option>
          ))}
        </Select>
      }
      footer={figures.length > 0 && <p>{differenceInWords(figures)}</p>}
    >
      <Table label={`${DEFINITIONS[metric].label} by segment`} dense minWidth={560}>
        <thead>
          <tr>
            <Th>Segment</Th>
            <Th>v{candidate}</Th>
            <Th>v{stable}</Th>
            <Th>Bar</Th>
            <Th>Verdict</Th>
          </tr>
        </thead>
        <tbody>
          {guardrails
            .filter((one) => one.metric === metric)
            .map((guardrail, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: in the plan's order; a segment may have two bars
              <GuardedRow key={index} guardrail={guardrail} stable={stable} />
            ))}
          {figures.map((one) => (
            <ShownRow key={one.segment} figures={one} />
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

/** Metrics with figures of segments, first those where a segment is in trouble. */
function listMetrics({ guardrails, segments }: Props["rollout"]): SegmentFigures["metric"][] {
  const guarded = guardrails.filter(({ segment }) => segment !== undefined);
  const troubled = [
    ...guarded.filter(({ verdict }) => verdict === "fail"),
    ...segments.filter(({ differs }) => differs),
  ];
  return [...new Set([...troubled, ...guarded, ...segments].map(({ metric }) => metric))];
}

function differenceInWords(segments: readonly SegmentFigures[]): string {
  const names = new Set(segments.flatMap(({ differs, segment }) => (differs ? segment : [])));
  const difference =
    names.size === 0
      ? "In none of them do the versions differ so far."
      : `The versions differ in ${[...names].join(", ")}.`;
  return `Segments without a bar are shown and never act. ${difference}`;
}

function GuardedRow({ guardrail, stable }: { guardrail: GuardrailFigures; stable: number }) {
  const { segment, verdict, action } = guardrail;
  const limit = limitInWords(guardrail);
  return (
    <tr>
      <Td>{segment ?? <span className="text-text-2">All requests</span>}</Td>
      <FigureCells figures={guardrail} />
      <Td className="text-12 text-text-2">
        {barInWords(guardrail, stable)}, {CONSEQUENCE[action]}
        {limit && <span className="block">share of {limit}</span>}
      </Td>
      <Td>
        <VerdictPill verdict={verdict} />
      </Td>
    </tr>
  );
}

function ShownRow({ figures }: { figures: SegmentFigures }) {
  return (
    <tr>
      <Td>{figures.segment}</Td>
      <FigureCells figures={figures} />
      <Td className="text-12 text-text-3">no bar</Td>
      <Td>
        {figures.differs ? (
          <Badge tone="warn">versions differ</Badge>
        ) : (
          <span className="text-text-3">–</span>
        )}
      </Td>
    </tr>
  );
}

type Figures = Pick<SegmentFigures, "metric" | "candidate" | "stable">;

function FigureCells({ figures }: { figures: Figures }) {
  return (
    <>
      <Td>
        <Figure metric={figures.metric} figure={figures.candidate} />
      </Td>
      <Td>
        <Figure metric={figures.metric} figure={figures.stable} />
      </Td>
    </>
  );
}

function Figure({ metric, figure }: Pick<Figures, "metric"> & { figure: ArmFigure | null }) {
  if (!figure) return <span className="text-12 text-text-3">no value</span>;
  return (
    <>
      <span className="block font-medium">{formatFigure(metric, figure.value)}</span>
      <span className="block text-12 whitespace-nowrap text-text-3">
        {bandInWords({ metric }, figure)}
      </span>
    </>
  );
}
