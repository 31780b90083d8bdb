import { GroupRow, Table, Td, Th } from "@/components/ui/data/table";
import { VerdictPill } from "@/components/ui/data/verdict-pill";
import { Section } from "@/components/ui/section";
import { DEFINITIONS } from "@/lib/metrics/metric";
import type { ArmFigure, GuardrailFigures, Rollout } from "@/lib/rollouts/contract";
import { barInWords, CONSEQUENCE, formatFigure } from "@/lib/rollouts/words/guardrail-sentence";
import { bandInWords, limitInWords } from "./rollout-words";

interface Props {
  rollout: Pick<Rollout, "guardrails" | "stable" | "candidate">;
}

/** Guardrails of segments side by side, each metric below that of all requests; nothing where no segment is guarded. */
export function SegmentSection({ rollout }: Props) {
  const { guardrails, stable, candidate } = rollout;
  const metrics = new Set(guardrails.flatMap(({ metric, segment }) => (segment ? metric : [])));
  if (metrics.size === 0) return null;
  return (
    <Section flush title="By segment">
      <Table label="Guardrails by segment" dense minWidth={560}>
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
                <SegmentRow key={index} guardrail={guardrail} stable={stable} />
              ))}
          </tbody>
        ))}
      </Table>
    </Section>
  );
}

function SegmentRow({ guardrail, stable }: { guardrail: GuardrailFigures; stable: number }) {
  const { segment, verdict, action } = guardrail;
  const limit = limitInWords(guardrail);
  return (
    <tr>
      <Td>{segment ?? <span className="text-text-2">All requests</span>}</Td>
      <Td>
        <Figure guardrail={guardrail} figure={guardrail.candidate} />
      </Td>
      <Td>
        <Figure guardrail={guardrail} figure={guardrail.stable} />
      </Td>
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

function Figure({ guardrail, figure }: { guardrail: GuardrailFigures; figure: ArmFigure | null }) {
  if (!figure) return <span className="text-12 text-text-3">no value</span>;
  return (
    <>
      <span className="block font-medium">{formatFigure(guardrail.metric, figure.value)}</span>
      <span className="block text-12 whitespace-nowrap text-text-3">
        {bandInWords(guardrail, figure)}
      </span>
    </>
  );
}
