import { Badge } from "@/components/ui/data/badge";
import { canonicalJson } from "@/lib/http/body/canonical-json";
import type { ChainContent, ChainStep } from "@/lib/prompts/chain/chain-content";

interface Props {
  step: ChainStep;
  base: { number: number; content: ChainContent } | null;
}

/** Whether the step differs from the version that the draft comes from. */
export function StepChange({ step, base }: Props) {
  if (!base) return null;
  const before = base.content.steps.find(({ key }) => key === step.key);
  if (!before) return <Badge tone="accent">new</Badge>;
  if (canonicalJson(before) === canonicalJson(step)) return null;
  const was =
    before.kind === "prompt" &&
    step.kind === "prompt" &&
    before.config.version !== step.config.version
      ? `, was v${before.config.version}`
      : "";
  return <Badge tone="accent">changed{was}</Badge>;
}
