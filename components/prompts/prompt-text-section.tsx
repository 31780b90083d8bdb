"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { cn } from "@/components/ui/cn";
import { Link } from "@/components/ui/controls/link";
import { Segmented } from "@/components/ui/controls/segmented";
import { Section } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import { CopyButton } from "@/components/ui/text/copy-button";
import { linkClass } from "@/components/ui/text/link-class";
import type { Prompt } from "@/lib/prompts/contract";
import { promptQueries } from "@/lib/prompts/queries";
import { shownVersion } from "@/lib/prompts/shown-version";
import { PromptText, wholeText } from "./prompt-text";

const MOST_LINES = 8;

interface Props {
  project: string;
  prompt: Prompt;
  latest: number;
}

/** What the prompt says: live where it is live, else the latest. */
export function PromptTextSection({ project, prompt, latest }: Props) {
  const first = shownVersion(prompt) ?? { version: latest, environment: null };
  const [number, setNumber] = useState(first.version);
  const { data: version } = useQuery(promptQueries.version(project, prompt.name, number));
  const address = `/${project}/prompts/${encodeURIComponent(prompt.name)}/versions/${number}`;
  return (
    <Section
      title="Text"
      beside={
        first.version === latest ? (
          <span className="text-12 text-text-2">
            v{latest}
            {first.environment && `, live in ${first.environment}`}
          </span>
        ) : (
          <Segmented
            label="Version to read"
            value={String(number)}
            onValueChange={(value) => setNumber(Number(value))}
            options={[
              { value: String(first.version), label: `v${first.version}, live` },
              { value: String(latest), label: `v${latest}, latest` },
            ]}
          />
        )
      }
      actions={
        <span className="flex items-center gap-2">
          {version && (
            <CopyButton text={wholeText(version.messages)} label={`Copy the text of v${number}`} />
          )}
          <Link className={cn(linkClass, "text-13")} href={address}>
            Open v{number}
          </Link>
        </span>
      }
    >
      {version ? (
        <PromptText key={number} messages={version.messages} mostLines={MOST_LINES} />
      ) : (
        <Skeleton />
      )}
    </Section>
  );
}
