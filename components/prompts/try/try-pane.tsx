"use client";
import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { type Ref, useEffect, useImperativeHandle, useMemo, useState } from "react";
import { type EditorContent, toContent } from "@/components/prompts/editor/editor-content";
import { tryClass } from "@/components/prompts/editor/frame-class";
import { cn } from "@/components/ui/cn";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import type { Prompt } from "@/lib/prompts/contract";
import { promptQueries } from "@/lib/prompts/queries";
import { shownVersion } from "@/lib/prompts/shown-version";
import type { VersionContent } from "@/lib/prompts/version-contract";
import type { TryPromptInput } from "@/lib/runs/try/try-contract";
import { useTryAnswer } from "./try-answer";
import { TryAnswerPanel } from "./try-answer-panel";
import { TryHead } from "./try-head";
import { lacking, shownValue, type TryField, tryFields, typedInput } from "./try-input";
import type { TryMode, TrySource } from "./try-source";
import { TryCaseValues, TryFields } from "./try-values";
import { tryValuesClass } from "./try-values-class";

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
  const { name } = prompt;
  const live = shownVersion(prompt);
  const wanted = Number(useSearchParams().get("compare"));
  const isSaved = wanted > 0 && wanted <= (prompt.latestVersion ?? 0);
  const [compared, setCompared] = useState<number | null>(
    isSaved ? wanted : (live?.version ?? prompt.latestVersion),
  );
  const [values, setValues] = useState<Record<string, string>>({});
  const [isClosed, setClosed] = useState(false);
  const draft = useTryAnswer(project, name);
  const other = useTryAnswer(project, name);

  const content = useMemo(() => toContent(editor), [editor]);
  const { data: version } = useQuery({
    ...promptQueries.version(project, name, compared ?? 0),
    enabled: compared !== null,
  });
  const fields = useMemo(
    () => tryFields(content.messages, version?.messages ?? []),
    [content, version],
  );
  const mode: TryMode = source.mode === "case" && source.evalSet ? "case" : "text";
  const shownFields = mode === "case" && source.case ? lacking(fields, source.case.input) : fields;
  const input = inputOf(mode, source, shownFields, values);
  const inputKey = JSON.stringify(input);
  const request = useMemo(() => JSON.stringify(content) + inputKey, [content, inputKey]);
  const isRunning = draft.answer?.status === "running" || other.answer?.status === "running";
  const canRun = source.mode === "text" || (mode === "case" && source.case !== null);

  const runOther = () => {
    if (compared !== null)
      void other.ask({ ...input, version: compared, cache: true }, `${compared}${inputKey}`);
  };
  const run = () => {
    if (!canRun) return;
    setClosed(false);
    const now = current();
    void draft.ask({ ...input, content: now }, JSON.stringify(now) + inputKey);
    runOther();
  };
  useImperativeHandle(handle, () => ({ run }));
  const outputTokens = draft.answer?.done?.usage.outputTokens ?? null;
  useEffect(() => onAnswered(outputTokens), [onAnswered, outputTokens]);

  const clear = () => {
    draft.clear();
    other.clear();
  };
  const step = (by: 1 | -1) => {
    clear();
    source.step(by);
  };
  const canStep = mode === "case" && source.cases.length > 1;
  useShortcuts([
    { keys: "]", label: "Next case", group: "Try it", run: () => step(1), enabled: canStep },
    { keys: "[", label: "Previous case", group: "Try it", run: () => step(-1), enabled: canStep },
  ]);
  const setMode = (next: TryMode) => {
    const shown = source.case;
    if (next === "text" && mode === "case" && shown) {
      setValues(
        Object.fromEntries(Object.entries(shown.input).map(([key, v]) => [key, shownValue(v)])),
      );
    }
    source.setMode(next);
  };
  const typedFields = (
    <TryFields
      fields={shownFields}
      compared={compared}
      values={values}
      onChange={(key, value) => setValues((before) => ({ ...before, [key]: value }))}
    />
  );
  const isOtherOld = other.answer !== null && other.answer.request !== `${compared}${inputKey}`;
  return (
    <section className={tryClass({ closed: isClosed })} aria-label="Try it">
      <TryHead
        {...{ project, prompt, source, live, compared, canStep, canRun, isRunning, isClosed }}
        hasAnswer={draft.answer !== null}
        onMode={setMode}
        onStep={step}
        onCompare={(version) => {
          other.clear();
          setCompared(version);
        }}
        onRun={run}
        onStop={() => {
          draft.cancel();
          other.cancel();
        }}
        onToggle={() => setClosed(!isClosed)}
      />
      {!isClosed && (
        <>
          {mode === "text" ? (
            source.mode === "case" ? (
              <div className={cn(tryValuesClass, "text-text-3")}>
                {source.isLoading
                  ? "Reading the eval sets…"
                  : source.sets.length > 0
                    ? "Choose an eval set and one of its development cases above."
                    : "This project has no eval set yet. Type values as free text, or add a set under Eval sets."}
              </div>
            ) : (
              typedFields
            )
          ) : source.case ? (
            <>
              <TryCaseValues case={source.case} />
              {shownFields.length > 0 && typedFields}
            </>
          ) : (
            <div className={cn(tryValuesClass, "text-text-3")}>
              {source.isLoading ? "Reading the cases…" : "This set has no development cases yet."}
            </div>
          )}
          <TryAnswerPanel
            label="Answer of the draft"
            title="Draft"
            answer={draft.answer}
            isOld={draft.answer !== null && draft.answer.request !== request}
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
              isOld={isOtherOld}
              other={draft.answer?.status === "done" ? draft.answer.text : undefined}
              empty={`Beside it what v${compared} answers to the same.`}
              onRetry={runOther}
            />
          )}
        </>
      )}
    </section>
  );
}

function inputOf(
  mode: TryMode,
  source: TrySource,
  fields: readonly TryField[],
  values: Readonly<Record<string, string>>,
): Pick<TryPromptInput, "variables" | "history" | "case"> {
  const typed = typedInput(fields, values);
  if (mode === "case" && source.evalSet && source.case)
    return { ...typed, case: { evalSet: source.evalSet, caseId: source.case.caseId } };
  return typed;
}
