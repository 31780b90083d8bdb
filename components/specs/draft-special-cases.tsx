"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Notice } from "@/components/ui/notice";
import { formatCountOf } from "@/lib/format-number";
import type { PromptMessage } from "@/lib/prompts/version-contract";
import { specQueries } from "@/lib/specs/queries";
import { SpecialCaseList } from "./special-case-list";

interface Props {
  project: string;
  name: string;
  messages: readonly PromptMessage[];
  parentVersion: number;
}

/** Before a version is saved: it adds many rules that hold for few inputs. */
export function DraftSpecialCases({ project, name, messages, parentVersion }: Props) {
  const [isDismissed, setIsDismissed] = useState(false);
  const { data } = useQuery(
    specQueries.draftSpecialCases(project, name, { messages: [...messages], parentVersion }),
  );
  if (!data?.isMany || isDismissed) return null;
  return (
    <Notice
      tone="warn"
      title={`${formatCountOf(data.sentences.length, "new rule")} for narrow inputs.`}
      actions={
        <Button size="sm" onClick={() => setIsDismissed(true)}>
          Dismiss
        </Button>
      }
    >
      They lift the cases that you look at and often nothing else. Would one general rule do?
      <SpecialCaseList
        sentences={data.sentences}
        placeOf={({ message, line }) => `Message ${message + 1}, line ${line}`}
      />
    </Notice>
  );
}
