"use client";
import { useQuery } from "@tanstack/react-query";
import { cn } from "@/components/ui/cn";
import { Badge } from "@/components/ui/data/badge";
import { Section } from "@/components/ui/section";
import { VersionTag } from "@/components/ui/text/version-tag";
import type { Rollout } from "@/lib/rollouts/contract";
import { rolloutQueries } from "@/lib/rollouts/queries";
import { withPresent } from "./guardrail-points";
import { GuardrailTile } from "./guardrail-tile";

interface Props {
  project: string;
  /** Id or number, as the address has it. */
  name: string;
  rollout: Rollout;
}

/** One tile per guardrail, in the plan's order. */
export function GuardrailSection({ project, name, rollout }: Props) {
  const { guardrails, candidate } = rollout;
  const { data: history, error } = useQuery(
    rolloutQueries.history(project, name, rollout.endedAt === null),
  );
  if (guardrails.length === 0) {
    return (
      <Section title="Guardrails" beside={<Badge tone="warn">unguarded</Badge>}>
        <p className="text-13 text-text-2">
          Nothing watches this rollout: its stages end by time and requests alone. Guardrails are
          chosen with the release, so that nobody moves a bar <VersionTag>v{candidate}</VersionTag>{" "}
          has missed.
        </p>
      </Section>
    );
  }
  const points = withPresent(history?.points ?? [], rollout);
  return (
    <Section
      flush
      title="Guardrails"
      beside={
        <span className="text-12 text-text-2">
          95 % always-valid bands: looking often raises no false alarm
        </span>
      }
      footer={error && !history && <span>The figures over time could not be read.</span>}
    >
      <div
        className={cn(
          "grid overflow-clip rounded-b-lg *:-mb-px *:border-b",
          guardrails.length > 1 &&
            "lg:grid-cols-2 lg:*:odd:border-r lg:*:last:odd:col-span-2 lg:*:last:odd:border-r-0",
        )}
      >
        {guardrails.map((guardrail, index) => (
          <GuardrailTile
            // biome-ignore lint/suspicious/noArrayIndexKey: in the plan's order
            key={index}
            {...{ rollout, guardrail, index }}
            history={points}
          />
        ))}
      </div>
    </Section>
  );
}
