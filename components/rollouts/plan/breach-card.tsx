import { DescriptionList } from "@/components/ui/data/dl";
import { Section } from "@/components/ui/section";
import type { RolloutPlan } from "@/lib/rollouts/plan/plan-contract";

interface Props {
  plan: RolloutPlan;
  version: number;
  stable: number;
}

/** Who gets what, who hears of it and how it goes on, once a guardrail is certainly beyond its bar. */
export function BreachCard({ plan: { guardrails }, version, stable }: Props) {
  const has = (action: (typeof guardrails)[number]["action"]) =>
    guardrails.some((guardrail) => guardrail.action === action);
  if (guardrails.length === 0) return null;
  return (
    <Section title="If a guardrail is breached">
      <DescriptionList
        items={[
          ...(has("roll_back")
            ? [["Roll back", `Every application gets v${stable} again within 2 s.`] as const]
            : []),
          ...(has("pause")
            ? [
                [
                  "Pause",
                  `v${version} stays at its share until a person goes on, with a reason, or rolls back.`,
                ] as const,
              ]
            : []),
          ...(has("hold")
            ? [["Hold", "The next stage waits, and goes on by itself once it is good."] as const]
            : []),
          ["Notify", "Inbox and webhooks, with the figures."],
          ["History", "The note of the release says how it ended. Nothing is edited."],
          ["Restart", "By a person, as a new release with a rollout of its own."],
        ]}
      />
    </Section>
  );
}
