"use client";
import { useQuery } from "@tanstack/react-query";
import { ChevronDown, ChevronUp, Play, Square } from "lucide-react";
import { tryHeadClass } from "@/components/prompts/editor/frame-class";
import { Button } from "@/components/ui/controls/button";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Segmented } from "@/components/ui/controls/segmented";
import { Select } from "@/components/ui/controls/select";
import { Kbd } from "@/components/ui/text/kbd";
import { quietLinkClass } from "@/components/ui/text/link-class";
import type { Prompt } from "@/lib/prompts/contract";
import { promptQueries } from "@/lib/prompts/queries";
import { TryCasePicker } from "./try-case-picker";
import type { TryMode, TrySource } from "./try-source";

export interface Live {
  version: number;
  environment: string;
}

interface Props {
  project: string;
  prompt: Prompt;
  source: TrySource;
  live: Live | null;
  compared: number | null;
  canStep: boolean;
  canRun: boolean;
  isRunning: boolean;
  hasAnswer: boolean;
  isClosed: boolean;
  onMode: (mode: TryMode) => void;
  onStep: (by: 1 | -1) => void;
  onCompare: (version: number | null) => void;
  onRun: () => void;
  onStop: () => void;
  onToggle: () => void;
}

/** What is filled in, what it is compared with, and the button. */
export function TryHead(props: Props) {
  const { project, source, isClosed, onStep } = props;
  const stepButton = (label: string, keys: string, by: 1 | -1) => (
    <button type="button" aria-label={label} className={quietLinkClass} onClick={() => onStep(by)}>
      <Kbd keys={keys} />
    </button>
  );
  return (
    <header className={tryHeadClass}>
      <h2>Try it</h2>
      <Segmented
        label="Values from"
        value={source.mode}
        onValueChange={props.onMode}
        options={[
          { value: "case", label: "Case" },
          { value: "text", label: "Free text" },
        ]}
      />
      {source.mode === "case" && <TryCasePicker project={project} source={source} />}
      {props.canStep && (
        <span className="flex gap-1">
          {stepButton("Previous case", "[", -1)}
          {stepButton("Next case", "]", 1)}
        </span>
      )}
      <div className="ml-auto flex flex-none items-center gap-2">
        <ComparedWith {...props} />
        {props.isRunning ? (
          <Button size="sm" icon={<Square aria-hidden="true" />} onClick={props.onStop}>
            Stop
          </Button>
        ) : (
          <Button
            size="sm"
            icon={<Play aria-hidden="true" />}
            kbd="mod+enter"
            disabled={!props.canRun}
            onClick={props.onRun}
          >
            {props.hasAnswer ? "Try again" : "Try it"}
          </Button>
        )}
        <IconButton
          label={isClosed ? "Open Try it" : "Close Try it"}
          icon={
            isClosed ? <ChevronUp className="size-3.5" /> : <ChevronDown className="size-3.5" />
          }
          onClick={props.onToggle}
        />
      </div>
    </header>
  );
}

function ComparedWith({ project, prompt, live, compared, onCompare }: Props) {
  const { latestVersion } = prompt;
  const { data: versions } = useQuery({
    ...promptQueries.versions(project, prompt.name),
    enabled: latestVersion !== null,
  });
  if (latestVersion === null) return null;
  const noteOf = (number: number) => {
    if (number === live?.version) return `, live in ${live.environment}`;
    return number === latestVersion ? ", latest" : "";
  };
  return (
    <>
      <span className="text-text-3 text-12">compare with</span>
      <Select
        size="sm"
        className="w-32"
        aria-label="Compare with"
        value={compared ?? ""}
        onChange={(event) => onCompare(event.target.value ? Number(event.target.value) : null)}
      >
        <option value="">nothing</option>
        {(versions?.data ?? [{ number: latestVersion }]).map(({ number }) => (
          <option key={number} value={number}>
            v{number}
            {noteOf(number)}
          </option>
        ))}
      </Select>
    </>
  );
}
