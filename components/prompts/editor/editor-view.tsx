"use client";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useDeferredValue, useState } from "react";
import type { SavedVersion } from "@/components/prompts/drafts/editor-after-saving";
import { EditorBar } from "@/components/prompts/drafts/editor-bar";
import type { DraftStart } from "@/components/prompts/drafts/editor-draft";
import { EditorNotices } from "@/components/prompts/drafts/editor-notices";
import { EditorQuestions } from "@/components/prompts/drafts/editor-questions";
import { useTrySource } from "@/components/prompts/try/try-source";
import { lazyView } from "@/components/ui/lazy-view";
import { bareContent } from "@/lib/prompts/bare-content";
import type { Prompt } from "@/lib/prompts/contract";
import { promptPath } from "@/lib/prompts/prompt-path";
import { promptQueries } from "@/lib/prompts/queries";
import type { Version, VersionContent } from "@/lib/prompts/version-contract";
import { starterContent } from "./editor-content";
import { describeDifference, useDraftDiff } from "./editor-diff";
import { EditorHints } from "./editor-hints";
import { EditorMessages } from "./editor-messages";
import { EditorSide } from "./editor-side";
import { frameClass, messagesClass, tryClass } from "./frame-class";
import { usePromptDraft } from "./prompt-draft";
import { useEditorCommands } from "./use-editor-commands";
import { useEditorSize } from "./use-editor-size";
import { useEditorVariables } from "./use-editor-variables";

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

const numbered = (version: Version | null) =>
  version && { number: version.number, content: bareContent(version) };

/** Everything that a version is made of, written in one place, tried and saved from there. */
export function EditorView(props: Props) {
  const { project, prompt, person, start, readOnly, missing } = props;
  const { name, kind } = prompt;
  const router = useRouter();
  const { draft, read, discard } = usePromptDraft(project, prompt, { person, start });
  const { editor, baseVersion } = draft;
  const { view, setView, isSaving, setSaving, tryPane, tryIt, runEval, hasDraft } =
    useEditorCommands(project, name, { draft, readOnly });
  const [isDiscarding, setDiscarding] = useState(false);
  const [requestedVersion, setRequestedVersion] = useState(() => numbered(props.requestedVersion));
  const [saved, setSaved] = useState<SavedVersion | null>(null);
  const [lastOutputTokens, setLastOutputTokens] = useState<number | null>(null);
  const { data: base } = useQuery({
    ...promptQueries.version(project, name, baseVersion ?? 0),
    enabled: baseVersion !== null,
  });
  const diff = useDraftDiff(editor, base);
  const source = useTrySource(project, prompt, !readOnly);
  const shown = useDeferredValue(editor);
  const variables = useEditorVariables(project, shown, { evalSet: source.evalSet, base });
  const sizes = useEditorSize(project, editor, base);

  // It may say which version to begin from.
  const clearAddress = () =>
    router.replace(`/${project}/${promptPath(prompt)}/edit`, { scroll: false });
  return (
    <div className={frameClass}>
      <EditorBar
        name={name}
        base={baseVersion}
        save={draft.save}
        difference={describeDifference(diff, baseVersion)}
        view={view}
        readOnly={readOnly}
        hasDraft={hasDraft}
        onView={setView}
        onRun={runEval}
        onSave={() => setSaving(true)}
        onDiscard={() => setDiscarding(true)}
      />
      <EditorNotices
        {...{ project, prompt, draft }}
        read={read}
        compare={(theirs, mine) => <EditorTwoDrafts theirs={theirs} mine={mine} />}
        fallback={base ? bareContent(base) : starterContent(kind)}
        missing={missing}
        saved={hasDraft ? null : saved}
      />
      {view === "diff" && base ? (
        <section className={messagesClass} aria-label="Difference">
          {diff && <VersionDiff diff={diff.diff} from={base} to={diff.content} view="inline" />}
        </section>
      ) : (
        <EditorMessages
          key={draft.generation}
          kind={kind}
          messages={editor.messages}
          change={draft.change}
          readOnly={readOnly}
          tokens={sizes.size?.messages}
          diff={diff}
          knownVariables={variables.names}
          onTry={tryIt}
          onSave={() => setSaving(true)}
        >
          <EditorHints project={project} prompt={name} editor={shown} mayWrite={!readOnly} />
        </EditorMessages>
      )}
      <EditorSide
        project={project}
        prompt={name}
        editor={editor}
        base={base}
        baseVersion={baseVersion}
        readOnly={readOnly}
        change={draft.change}
        variables={variables}
        {...sizes}
        lastOutputTokens={lastOutputTokens}
      />
      {!readOnly && (
        <TryPane
          handle={tryPane}
          project={project}
          prompt={prompt}
          editor={shown}
          current={draft.current}
          source={source}
          onAnswered={setLastOutputTokens}
        />
      )}
      {isSaving && (
        <SavePromptDialog
          {...{ project, prompt, draft }}
          unknown={variables.rows.filter(({ state }) => state === "unknown").map((row) => row.name)}
          onClose={() => setSaving(false)}
          onSaved={(version) => {
            setSaving(false);
            setSaved(version);
            clearAddress();
          }}
        />
      )}
      <EditorQuestions
        {...{ draft, isDiscarding }}
        discard={discard}
        onDiscarding={setDiscarding}
        requestedVersion={requestedVersion}
        onAnswered={() => {
          setRequestedVersion(null);
          clearAddress();
        }}
      />
    </div>
  );
}
