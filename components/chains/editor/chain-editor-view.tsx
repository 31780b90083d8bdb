"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { useRouter } from "next/navigation";
import { parseAsString, parseAsStringLiteral, useQueryState } from "nuqs";
import { useCallback, useMemo, useRef, useState } from "react";
import type { SavedVersion } from "@/components/prompts/drafts/editor-after-saving";
import { EditorBar } from "@/components/prompts/drafts/editor-bar";
import { type DraftStart, useDraft } from "@/components/prompts/drafts/editor-draft";
import { EditorNotices } from "@/components/prompts/drafts/editor-notices";
import { lazyView } from "@/components/ui/lazy-view";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import type { ChainVersion } from "@/lib/chains/contract";
import { chainQueries } from "@/lib/chains/queries";
import { formatCountOf } from "@/lib/format-number";
import type { ChainContent } from "@/lib/prompts/chain/chain-content";
import type { Prompt } from "@/lib/prompts/contract";
import { newRunPath, promptPath } from "@/lib/prompts/prompt-path";
import type { ChainTryHandle } from "../try/chain-try-pane";
import type { ChainDesk } from "./chain-desk";
import { chainDraft } from "./chain-draft";
import { ChainQuestions, NO_STEPS } from "./chain-questions";
import { chainPart } from "./editor-chain";
import { frameClass, stepsClass, tryClass } from "./frame-class";
import { StepList } from "./step-list";
import { useChainCheck } from "./use-chain-check";
import { useChainDiff } from "./use-chain-diff";

const VersionDiff = lazyView(() =>
  import("@/components/prompts/versions/version-diff").then((module) => module.VersionDiff),
);
const ChainTryPane = lazyView(
  () => import("../try/chain-try-pane").then((module) => module.ChainTryPane),
  () => <aside className={tryClass} aria-label="Try it" aria-busy="true" />,
);
const SaveChainDialog = lazyView(() => import("./save-chain-dialog"));
const ChainTwoDrafts = lazyView(() => import("./chain-two-drafts"));

interface Props {
  project: string;
  chain: Prompt;
  person: string;
  start: DraftStart<ChainContent>;
  readOnly: boolean;
  /** A version that the address asks to begin from, although there is a draft. */
  requestedVersion: ChainVersion | null;
  missing: string | null;
}

/** The steps of a chain, written, checked, tried and saved in one place. */
export function ChainEditorView(props: Props) {
  const { project, chain, person, start, readOnly, missing } = props;
  const { name } = chain;
  const router = useRouter();
  const client = useQueryClient();
  const draft = useDraft(chainDraft, { project, name, person }, start);
  const { editor, baseVersion } = draft;
  const readDraft = useCallback(
    () => chainDraft.read(client, project, name),
    [client, project, name],
  );
  const address = `/${project}/${promptPath(chain)}`;
  const [view, setView] = useQueryState(
    "view",
    parseAsStringLiteral(["write", "diff"]).withDefault("write"),
  );
  const [openStep, setOpenStep] = useQueryState("step", parseAsString);
  const [isSaving, setSaving] = useState(false);
  const [isDiscarding, setDiscarding] = useState(false);
  const [saved, setSaved] = useState<SavedVersion | null>(null);
  const tryPane = useRef<ChainTryHandle>(null);

  const { data: version } = useQuery({
    ...chainQueries.version(project, name, baseVersion ?? 0),
    enabled: baseVersion !== null,
  });
  const base = useMemo(
    () => (version ? { number: version.number, content: chainPart(version) } : null),
    [version],
  );
  const check = useChainCheck(project, editor);
  const difference = useChainDiff(editor, base);
  const desk: ChainDesk = { project, chain: editor, check, base, readOnly, change: draft.change };

  const hasDraft = draft.save.savedAt !== null || draft.save.status !== "saved";
  const blocked =
    editor.steps.length === 0
      ? "Add a step first"
      : check.problems.length > 0
        ? `Fix the ${check.problems.length === 1 ? "problem" : "problems"} first`
        : undefined;
  const openSave = () => blocked === undefined && setSaving(true);
  const tryIt = () => tryPane.current?.run();
  const runEval = async () => {
    await draft.saver.flush();
    const what = hasDraft || baseVersion === null ? "draft=true" : `version=${baseVersion}`;
    router.push(`/${project}/${newRunPath(name, what)}`);
  };
  useEditorShortcuts({
    readOnly,
    isBusy: isSaving,
    isBlocked: blocked !== undefined,
    ...{ openSave, tryIt, runEval },
    toggleView: () => void setView(view === "diff" ? "write" : "diff"),
  });
  return (
    <div className={frameClass}>
      <EditorBar
        {...{ name, view, readOnly, hasDraft }}
        base={baseVersion}
        save={draft.save}
        difference={difference && { text: difference.text, ...difference.diff.counts }}
        problems={<ProblemCount count={editor.steps.length > 0 ? check.problems.length : 0} />}
        blocked={blocked}
        onView={(next) => void setView(next)}
        onRun={() => void runEval()}
        onSave={openSave}
        onDiscard={() => setDiscarding(true)}
      />
      <EditorNotices
        {...{ project, draft, missing }}
        prompt={chain}
        read={readDraft}
        compare={(theirs, mine) => <ChainTwoDrafts theirs={theirs} mine={mine} />}
        fallback={base?.content ?? NO_STEPS}
        saved={hasDraft ? null : saved}
      />
      {view === "diff" && base ? (
        <Difference difference={difference} />
      ) : (
        <StepList
          key={draft.generation}
          desk={desk}
          open={openStep}
          onOpen={(key) => void setOpenStep(key)}
        />
      )}
      {readOnly ? (
        <aside className={tryClass} aria-label="Try it">
          <p className="m-0 px-4 py-3 text-12 text-text-3">Editors can try the chain here.</p>
        </aside>
      ) : (
        <ChainTryPane handle={tryPane} chain={chain} desk={desk} current={draft.current} />
      )}
      {isSaving && (
        <SaveChainDialog
          {...{ project, draft }}
          prompt={chain}
          onClose={() => setSaving(false)}
          onSaved={(next) => {
            setSaving(false);
            setSaved(next);
            // It may say which version to begin from, and that was the one before.
            router.replace(`${address}/edit`, { scroll: false });
          }}
        />
      )}
      <ChainQuestions
        {...{ project, chain, draft, isDiscarding }}
        onDiscarding={setDiscarding}
        requestedVersion={props.requestedVersion}
      />
    </div>
  );
}

function Difference({ difference }: { difference: ReturnType<typeof useChainDiff> }) {
  return (
    <section className={stepsClass} aria-label="Difference">
      {difference && (
        <VersionDiff
          diff={difference.diff}
          from={difference.from}
          to={difference.to}
          view="inline"
        />
      )}
    </section>
  );
}

interface EditorShortcuts {
  readOnly: boolean;
  isBusy: boolean;
  isBlocked: boolean;
  openSave: () => void;
  tryIt: () => void;
  runEval: () => Promise<void>;
  toggleView: () => void;
}

function useEditorShortcuts({ readOnly, isBusy, isBlocked, ...does }: EditorShortcuts) {
  const group = "Editor";
  useShortcuts(
    readOnly
      ? []
      : [
          { keys: "mod+s", label: "Save version", group, run: does.openSave },
          { keys: "mod+enter", label: "Try it", group, run: does.tryIt, enabled: !isBusy },
          {
            ...{ keys: "mod+shift+enter", label: "Run eval of the draft", group },
            run: () => void does.runEval(),
            enabled: !isBusy && !isBlocked,
          },
          { keys: "d", label: "Write or diff", group, run: does.toggleView },
        ],
  );
}

function ProblemCount({ count }: { count: number }) {
  return (
    <span role="status" className="text-12">
      {count > 0 && (
        <span className="flex items-center gap-1 whitespace-nowrap text-fail">
          <TriangleAlert className="size-3.5" aria-hidden="true" />
          {formatCountOf(count, "problem")}
        </span>
      )}
    </span>
  );
}
