"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { SavedVersion } from "@/components/prompts/drafts/editor-after-saving";
import { EditorBar } from "@/components/prompts/drafts/editor-bar";
import type { DraftStart } from "@/components/prompts/drafts/editor-draft";
import { EditorNotices } from "@/components/prompts/drafts/editor-notices";
import { lazyView } from "@/components/ui/lazy-view";
import { bareContent } from "@/lib/prompts/bare-content";
import type { Prompt } from "@/lib/prompts/contract";
import { promptPath } from "@/lib/prompts/prompt-path";
import type { Version, VersionContent } from "@/lib/prompts/version-contract";
import { starterContent } from "./editor-content";
import { describeDifference } from "./editor-diff";
import { EditorHints } from "./editor-hints";
import { EditorMessages } from "./editor-messages";
import { EditorSide } from "./editor-side";
import { frameClass, messagesClass, tryClass } from "./frame-class";
import { type PromptDesk, usePromptDesk } from "./prompt-desk";
import { usePromptDraft } from "./prompt-draft";
import { PromptQuestions } from "./prompt-questions";
import { useEditorCommands } from "./use-editor-commands";

const VersionDiff = lazyView(() =>
  import("@/components/prompts/versions/version-diff").then((module) => module.VersionDiff),
);
const TryPane = lazyView(
  () => import("@/components/prompts/try/try-pane").then((module) => module.TryPane),
  () => <section className={tryClass()} aria-label="Try it" aria-busy="true" />,
);
const SavePromptDialog = lazyView(() => import("./save-prompt-dialog"));
const EditorTwoDrafts = lazyView(() => import("./editor-two-drafts"));

interface Props {
  project: string;
  prompt: Prompt;
  person: string;
  start: DraftStart<VersionContent>;
  readOnly: boolean;
  /** A version that the address asks to begin from, although there is a draft. */
  requestedVersion: Version | null;
  missing: string | null;
}

/** Everything that a version is made of, written in one place, tried and saved from there. */
export function EditorView(props: Props) {
  const { project, prompt, person, start, readOnly, missing } = props;
  const router = useRouter();
  const { draft, read, discard } = usePromptDraft(project, prompt, { person, start });
  const { view, setView, isSaving, setSaving, tryPane, tryIt, runEval, hasDraft } =
    useEditorCommands(project, prompt.name, { draft, readOnly });
  const [isDiscarding, setDiscarding] = useState(false);
  const [saved, setSaved] = useState<SavedVersion | null>(null);
  const [lastOutputTokens, setLastOutputTokens] = useState<number | null>(null);
  const desk = usePromptDesk({ project, prompt, draft, readOnly });
  const { base, diff } = desk;
  return (
    <div className={frameClass}>
      <EditorBar
        name={prompt.name}
        base={draft.baseVersion}
        save={draft.save}
        difference={describeDifference(diff, draft.baseVersion)}
        view={view}
        readOnly={readOnly}
        hasDraft={hasDraft}
        onView={setView}
        onRun={runEval}
        onSave={() => setSaving(true)}
        onDiscard={() => setDiscarding(true)}
      />
      <EditorNotices
        {...{ project, prompt, draft, read, missing }}
        compare={(theirs, mine) => <EditorTwoDrafts theirs={theirs} mine={mine} />}
        fallback={base ? bareContent(base) : starterContent(prompt.kind)}
        saved={hasDraft ? null : saved}
      />
      {view === "diff" && base ? (
        <Difference diff={diff} base={base} />
      ) : (
        <Messages desk={desk} onTry={tryIt} onSave={() => setSaving(true)} />
      )}
      <EditorSide desk={desk} lastOutputTokens={lastOutputTokens} />
      {!readOnly && (
        <TryPane
          {...{ project, prompt }}
          handle={tryPane}
          editor={desk.deferredEditor}
          current={draft.current}
          source={desk.source}
          onAnswered={setLastOutputTokens}
        />
      )}
      {isSaving && (
        <SavePromptDialog
          {...{ project, prompt, draft }}
          unknown={desk.variables.rows
            .filter(({ state }) => state === "unknown")
            .map((row) => row.name)}
          onClose={() => setSaving(false)}
          onSaved={(version) => {
            setSaving(false);
            setSaved(version);
            // It may say which version to begin from, and that was the one before.
            router.replace(`/${project}/${promptPath(prompt)}/edit`, { scroll: false });
          }}
        />
      )}
      <PromptQuestions
        {...{ project, prompt, draft, discard, isDiscarding }}
        onDiscarding={setDiscarding}
        requestedVersion={props.requestedVersion}
      />
    </div>
  );
}

function Difference({ diff, base }: { diff: PromptDesk["diff"]; base: Version }) {
  return (
    <section className={messagesClass} aria-label="Difference">
      {diff && <VersionDiff diff={diff.diff} from={base} to={diff.content} view="inline" />}
    </section>
  );
}

interface MessagesProps {
  desk: PromptDesk;
  onTry: () => void;
  onSave: () => void;
}

function Messages({ desk, onTry, onSave }: MessagesProps) {
  const { project, prompt, draft, readOnly } = desk;
  return (
    <EditorMessages
      key={draft.generation}
      kind={prompt.kind}
      messages={draft.editor.messages}
      change={draft.change}
      readOnly={readOnly}
      tokens={desk.sizes.size?.messages}
      diff={desk.diff}
      knownVariables={desk.variables.names}
      onTry={onTry}
      onSave={onSave}
    >
      <EditorHints
        project={project}
        prompt={prompt.name}
        editor={desk.deferredEditor}
        mayWrite={!readOnly}
      />
    </EditorMessages>
  );
}
