"use client";
import { Play, Square } from "lucide-react";
import { type Ref, useImperativeHandle, useMemo, useState } from "react";
import { TryCasePicker } from "@/components/prompts/try/try-case-picker";
import { lacking, typedInput } from "@/components/prompts/try/try-input";
import { type TrySource, useTrySource } from "@/components/prompts/try/try-source";
import { TryCaseValues, TryFields } from "@/components/prompts/try/try-values";
import { Button } from "@/components/ui/controls/button";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Segmented } from "@/components/ui/controls/segmented";
import { Notice } from "@/components/ui/notice";
import { Kbd } from "@/components/ui/text/kbd";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import type { TryChainInput } from "@/lib/chains/try/try-contract";
import type { ChainContent } from "@/lib/prompts/chain/chain-content";
import type { Prompt } from "@/lib/prompts/contract";
import type { ChainDesk } from "../editor/chain-desk";
import { toChain } from "../editor/editor-chain";
import { tryClass, tryHeadClass } from "../editor/frame-class";
import { stepIndexOf } from "../editor/use-chain-check";
import { ChainTryFoot } from "./chain-try-foot";
import { chainFields } from "./plan-chain-try";
import { TriedSteps } from "./tried-steps";
import { useChainRuns } from "./use-chain-runs";

export interface ChainTryHandle {
  run: () => void;
}

interface Props {
  chain: Prompt;
  desk: ChainDesk;
  /** The content as it stands at the moment of asking. */
  current: () => ChainContent;
  handle: Ref<ChainTryHandle>;
}

/** The draft on one case or on typed inputs, step by step. */
export function ChainTryPane({ chain, desk, current, handle }: Props) {
  const { project } = desk;
  const source = useTrySource(project, chain, true);
  const content = useMemo(() => toChain(desk.chain), [desk.chain]);
  const values = useTryValues(source, content);
  const { evalCase, input } = values;
  const { blockedAt, message } = firstProblem(desk);
  const canRun =
    content.steps.length > 0 && blockedAt !== 0 && (source.mode === "text" || evalCase !== null);
  const { answer, request, run, runAlone, cancel } = useChainRuns(project, chain.name, {
    ...{ content, input, blockedAt, canRun, current },
  });
  const isRunning = answer?.status === "running";
  useImperativeHandle(handle, () => ({ run }));
  const canStep = evalCase !== null && source.cases.length > 1;
  const step = (by: 1 | -1) => source.step(by);
  useShortcuts([
    { keys: "]", label: "Next case", group: "Try it", run: () => step(1), enabled: canStep },
    { keys: "[", label: "Previous case", group: "Try it", run: () => step(-1), enabled: canStep },
  ]);
  return (
    <aside className={tryClass} aria-label="Try it">
      <header className={tryHeadClass}>
        <h2 className="whitespace-nowrap">Try it</h2>
        <Segmented
          label="Values from"
          value={source.mode}
          onValueChange={source.setMode}
          options={[
            { value: "case", label: "Case" },
            { value: "text", label: "Inputs" },
          ]}
        />
        <RunButton {...{ isRunning, canRun, run, cancel }} />
        {source.mode === "case" && <CaseLine {...{ project, source, canStep }} />}
      </header>
      <TryValues {...{ source, values }} />
      {answer?.status === "failed" && (
        <Notice tone="fail" role="alert" className="m-3" title="No answer.">
          {answer.problem}
          {answer.requestId && (
            <span className="block font-mono text-12">request {answer.requestId}</span>
          )}
        </Notice>
      )}
      {!answer && (
        <p className="m-0 border-b px-4 py-2.5 text-12 text-text-3">
          {content.steps.length === 0
            ? "Add a step to try the chain."
            : "Run it, and each step shows what it gave, how long it took and what it cost."}
        </p>
      )}
      <TriedSteps {...{ content, answer, blockedAt, message }} onRunAlone={runAlone} />
      {answer && (
        <ChainTryFoot
          {...{ project, answer, evalCase }}
          evalSet={source.evalSet}
          isOld={answer.request !== request}
        />
      )}
    </aside>
  );
}

/** Place of the first step that has a problem, and the problem; from there on nothing runs. */
function firstProblem({ check }: ChainDesk) {
  const broken = check.problems.flatMap(({ path }) => stepIndexOf(path) ?? []);
  const blockedAt = broken.length > 0 ? Math.min(...broken) : null;
  const problem = check.problems.find(({ path }) => stepIndexOf(path) === blockedAt);
  return { blockedAt, message: problem?.message };
}

/** What the chain is tried on: a case, what is typed where the case has no value, or only what is typed. */
function useTryValues(source: TrySource, content: ChainContent) {
  const [values, setValues] = useState<Record<string, string>>({});
  const fields = useMemo(() => chainFields(content), [content]);
  const evalCase = source.mode === "case" && source.evalSet !== null ? source.case : null;
  const typed = evalCase ? lacking(fields, evalCase.input) : fields;
  const input: Pick<TryChainInput, "variables" | "case"> = {
    ...typedInput(typed, values),
    ...(evalCase && source.evalSet
      ? { case: { evalSet: source.evalSet, caseId: evalCase.caseId } }
      : {}),
  };
  const setValue = (key: string, value: string) =>
    setValues((before) => ({ ...before, [key]: value }));
  return { evalCase, typed, values, setValue, input };
}

interface TryValuesProps {
  source: TrySource;
  values: ReturnType<typeof useTryValues>;
}

function TryValues({ source, values: { evalCase, typed, values, setValue } }: TryValuesProps) {
  return (
    <>
      {evalCase && <TryCaseValues case={evalCase} />}
      {source.mode === "case" && !evalCase && (
        <p className="m-0 border-b px-4 py-2.5 text-12 text-text-3">
          {source.isLoading
            ? "Reading the cases…"
            : "Choose an eval set and one of its development cases above, or type inputs."}
        </p>
      )}
      {(source.mode === "text" || (evalCase && typed.length > 0)) && (
        <TryFields fields={typed} compared={null} values={values} onChange={setValue} />
      )}
    </>
  );
}

interface RunButtonProps {
  isRunning: boolean;
  canRun: boolean;
  run: () => void;
  cancel: () => void;
}

function RunButton({ isRunning, canRun, run, cancel }: RunButtonProps) {
  return isRunning ? (
    <Button size="sm" className="ml-auto" icon={<Square aria-hidden="true" />} onClick={cancel}>
      Stop
    </Button>
  ) : (
    <Button
      size="sm"
      className="ml-auto"
      icon={<Play aria-hidden="true" />}
      kbd="mod+enter"
      disabled={!canRun}
      onClick={run}
    >
      Run
    </Button>
  );
}

interface CaseLineProps {
  project: string;
  source: TrySource;
  canStep: boolean;
}

/** Which case is tried, on a line of its own: its name may be long. */
function CaseLine({ project, source, canStep }: CaseLineProps) {
  return (
    <div className="flex min-w-0 basis-full items-center gap-2">
      <TryCasePicker project={project} source={source} />
      {canStep && (
        <span className="ml-auto flex">
          <IconButton
            size="sm"
            label="Previous case"
            icon={<Kbd keys="[" />}
            onClick={() => source.step(-1)}
          />
          <IconButton
            size="sm"
            label="Next case"
            icon={<Kbd keys="]" />}
            onClick={() => source.step(1)}
          />
        </span>
      )}
    </div>
  );
}
