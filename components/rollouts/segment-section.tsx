import { Badge } from "@/components/ui/data/badge";
import { GroupRow, Table, Td, Th } from "@/components/ui/data/table";
import { VerdictPill } from "@/components/ui/data/verdict-pill";
import { Section } from "@/components/ui/section";
import { DEFINITIONS } from "@/lib/metrics/metric";
import type { ArmFigure, GuardrailFigures, Rollout, SegmentFigures } from "@/lib/rollouts/contract";
import { barInWords, CONSEQUENCE, formatFigure } from "@/lib/rollouts/words/guardrail-sentence";
import { bandInWords, limitInWords } from "./rollout-words";

interface Props {
  rollout: Pick<Rollout, "guardrails" | "segments" | "stable" | "candidate">;
}

/** Every metric that has a guardrail, segment by segment: those with a bar below all requests, then the others. */
export function SegmentSection({ rollout }: Props) {
  const { guardrails, segments, stable, candidate } = rollout;
  const guarded = guardrails.flatMap(({ metric, segment }) => (segment ? metric : []));
  const metrics = new Set([...guarded, ...segments.map(({ metric }) => metric)]);
  if (metrics.size === 0) return null;
  return (
    <Section
      flush
      title="By segment"
      footer={segments.length > 0 && <p>{differenceInWords(segments)}</p>}
    >
      <Table label="Figures by segment" dense minWidth={560}>
        <thead>
          <tr>
            <Th>Segment</Th>
            <Th>v{candidate}</Th>
            <Th>v{stable}</Th>
            <Th>Bar</Th>
            <Th>Verdict</Th>
          </tr>
        </thead>
        {[...metrics].map((metric) => (
          <tbody key={metric}>
            <GroupRow columns={5}>{DEFINITIONS[metric].label}</GroupRow>
            {guardrails
              .filter((one) => one.metric === metric)
              .map((guardrail, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: in the plan's order; a segment may have two bars
                <GuardedRow key={index} guardrail={guardrail} stable={stable} />
              ))}
            {segments
              .filter((one) => one.metric === metric)
              .map((one) => (
                <ShownRow key={one.segment} figures={one} />
              ))}
          </tbody>
        ))}
      </Table>
    </Section>
  );
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
  const limit = limitInWords(figures);
  return (
    <tr>
      <Td>{figures.segment}</Td>
      <FigureCells figures={figures} />
      <Td className="text-12 text-text-3">
        no bar
        {limit && <span className="block">share of {limit}</span>}
      </Td>
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
