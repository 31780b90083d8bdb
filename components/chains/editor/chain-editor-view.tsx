"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { useRouter } from "next/navigation";
import { parseAsString, useQueryState } from "nuqs";
import { useCallback, useMemo, useState } from "react";
import type { SavedVersion } from "@/components/prompts/drafts/editor-after-saving";
import { EditorBar } from "@/components/prompts/drafts/editor-bar";
import {
  type DraftHandle,
  type DraftStart,
  useDraft,
} from "@/components/prompts/drafts/editor-draft";
import { EditorNotices } from "@/components/prompts/drafts/editor-notices";
import { lazyView } from "@/components/ui/lazy-view";
import type { ChainVersion } from "@/lib/chains/contract";
import { chainQueries } from "@/lib/chains/queries";
import { formatCountOf } from "@/lib/format-number";
import type { ChainContent } from "@/lib/prompts/chain/chain-content";
import type { Prompt } from "@/lib/prompts/contract";
import { promptPath } from "@/lib/prompts/prompt-path";
import type { ChainDesk } from "./chain-desk";
import { chainDraft } from "./chain-draft";
import { ChainQuestions, NO_STEPS } from "./chain-questions";
import { chainPart, type EditorChain } from "./editor-chain";
import { frameClass, stepsClass, tryClass } from "./frame-class";
import { StepList } from "./step-list";
import { useChainCheck } from "./use-chain-check";
import { useChainCommands } from "./use-chain-commands";
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
  const readDraft = useCallback(
    () => chainDraft.read(client, project, name),
    [client, project, name],
  );
  const [openStep, setOpenStep] = useQueryState("step", parseAsString);
  const [isDiscarding, setDiscarding] = useState(false);
  const [saved, setSaved] = useState<SavedVersion | null>(null);
  const desk = useChainDesk(project, chain, { draft, readOnly });
  const { base, check } = desk;
  const difference = useChainDiff(draft.editor, base);
  const commands = useChainCommands(name, { desk, draft });
  const { view, isSaving, setSaving, hasDraft } = commands;
  return (
    <div className={frameClass}>
      <EditorBar
        {...{ name, view, readOnly, hasDraft }}
        base={draft.baseVersion}
        save={draft.save}
        difference={difference && { text: difference.text, ...difference.diff.counts }}
        problems={
          <ProblemCount count={draft.editor.steps.length > 0 ? check.problems.length : 0} />
        }
        blocked={commands.blocked}
        onView={commands.setView}
        onRun={commands.runEval}
        onSave={commands.openSave}
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
        <ChainTryPane {...{ chain, desk }} handle={commands.tryPane} current={draft.current} />
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
            router.replace(`/${project}/${promptPath(chain)}/edit`, { scroll: false });
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

interface DeskOptions {
  draft: DraftHandle<ChainContent, EditorChain>;
  readOnly: boolean;
}

/** The draft with what is wrong in it, and the version it comes from. */
function useChainDesk(
  project: string,
  { name }: Prompt,
  { draft, readOnly }: DeskOptions,
): ChainDesk {
  const { editor, baseVersion, change } = draft;
  const { data: version } = useQuery({
    ...chainQueries.version(project, name, baseVersion ?? 0),
    enabled: baseVersion !== null,
  });
  const base = useMemo(
    () => (version ? { number: version.number, content: chainPart(version) } : null),
    [version],
  );
  const check = useChainCheck(project, editor);
  return { project, chain: editor, check, base, readOnly, change };
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
