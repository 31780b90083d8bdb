"use client";
import { Button } from "@/components/ui/controls/button";
import type { ChainCheck } from "@/lib/chains/contract";
import type { ChainStep, StepOf } from "@/lib/prompts/chain/chain-content";

interface Props {
  step: StepOf<"prompt">;
  prompt: ChainCheck["prompts"][number] | undefined;
  readOnly: boolean;
  onChange: (step: ChainStep) => void;
}

/** How the pinned version stands: where it is live, and whether there is a newer one. */
export function StepPromptNote({ step, prompt, readOnly, onChange }: Props) {
  const { config } = step;
  if (!prompt || config.prompt === "") return null;
  const live = prompt.liveVersions
    .filter(({ version }) => version === config.version)
    .map(({ environment }) => environment);
  const newer = prompt.latestVersion > config.version ? prompt.latestVersion : null;
  return (
    <span className="flex flex-wrap items-center gap-1 text-12 text-text-3">
      pinned{live.length > 0 && `, live in ${live.join(" and ")}`}
      {newer !== null && (
        <>
          , v{newer} is newer
          {!readOnly && (
            <Button
              size="xs"
              variant="ghost"
              onClick={() => onChange({ ...step, config: { ...config, version: newer } })}
            >
              Update to v{newer}
            </Button>
          )}
        </>
      )}
    </span>
  );
}
