"use client";
import { type Ref, useEffect, useImperativeHandle, useState } from "react";
import type { EditorContent } from "@/components/prompts/editor/editor-content";
import { tryClass } from "@/components/prompts/editor/frame-class";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import type { Prompt } from "@/lib/prompts/contract";
import { shownVersion } from "@/lib/prompts/shown-version";
import type { VersionContent } from "@/lib/prompts/version-contract";
import { TryAnswerPanel } from "./try-answer-panel";
import { TryHead } from "./try-head";
import type { TrySource } from "./try-source";
import { TryValues } from "./try-values";
import { useTryAnswers } from "./use-try-answers";
import { useTryInput } from "./use-try-input";

export interface TryPaneHandle {
  run: () => void;
}

interface Props {
  project: string;
  prompt: Prompt;
  editor: EditorContent;
  /** The content as it stands at the moment of asking. */
  current: () => VersionContent;
  source: TrySource;
  onAnswered: (outputTokens: number | null) => void;
  /** Lets the page ask, for its keys. */
  handle: Ref<TryPaneHandle>;
}

/** The draft's answer beside a saved version's, for the same values. */
export function TryPane({ project, prompt, editor, current, source, onAnswered, handle }: Props) {
  const live = shownVersion(prompt);
  const [isClosed, setClosed] = useState(false);
  const input = useTryInput(project, prompt, { editor, source });
  const { compared } = input;
  const answers = useTryAnswers(project, prompt.name, { input, current });
  const { draft, other } = answers;
  const run = () => {
    if (!input.canRun) return;
    setClosed(false);
    answers.run();
  };
  useImperativeHandle(handle, () => ({ run }));
  const outputTokens = draft.answer?.done?.usage.outputTokens ?? null;
  useEffect(() => onAnswered(outputTokens), [onAnswered, outputTokens]);

  const step = (by: 1 | -1) => {
    answers.clear();
    source.step(by);
  };
  const canStep = input.mode === "case" && source.cases.length > 1;
  useShortcuts([
    { keys: "]", label: "Next case", group: "Try it", run: () => step(1), enabled: canStep },
    { keys: "[", label: "Previous case", group: "Try it", run: () => step(-1), enabled: canStep },
  ]);
  return (
    <section className={tryClass({ closed: isClosed })} aria-label="Try it">
      <TryHead
        {...{ project, prompt, source, live, compared, canStep, isClosed }}
        canRun={input.canRun}
        isRunning={answers.isRunning}
        hasAnswer={draft.answer !== null}
        onMode={input.setMode}
        onStep={step}
        onCompare={(version) => {
          other.clear();
          input.setCompared(version);
        }}
        onRun={run}
        onStop={answers.cancel}
        onToggle={() => setClosed(!isClosed)}
      />
      {!isClosed && (
        <>
          <TryValues source={source} input={input} />
          <TryAnswerPanel
            label="Answer of the draft"
            title="Draft"
            answer={draft.answer}
            isOld={answers.isDraftOld}
            empty="The draft’s answer comes here, as it is written."
            onRetry={run}
          />
          {compared !== null && (
            <TryAnswerPanel
              label={`Answer of v${compared}`}
              title={
                <>
                  v{compared}{" "}
                  <span className="text-text-3 font-normal">
                    {compared === live?.version ? "live" : ""}
                  </span>
                </>
              }
              answer={other.answer}
              isOld={answers.isOtherOld}
              other={draft.answer?.status === "done" ? draft.answer.text : undefined}
              empty={`Beside it what v${compared} answers to the same.`}
              onRetry={answers.runOther}
            />
          )}
        </>
      )}
    </section>
  );
}
