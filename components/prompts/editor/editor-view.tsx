"use client";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useDeferredValue, useMemo, useRef, useState } from "react";
import type { SavedVersion } from "@/components/prompts/drafts/editor-after-saving";
import { EditorBar } from "@/components/prompts/drafts/editor-bar";
import type { DraftStart } from "@/components/prompts/drafts/editor-draft";
import { EditorNotices } from "@/components/prompts/drafts/editor-notices";
import { EditorQuestions } from "@/components/prompts/drafts/editor-questions";
import type { TryPaneHandle } from "@/components/prompts/try/try-pane";
import { useTrySource } from "@/components/prompts/try/try-source";
import { lazyView } from "@/components/ui/lazy-view";
import { type Shortcut, useShortcuts } from "@/components/ui/use-shortcuts";
import { evalSetQueries } from "@/lib/eval-sets/queries";
import { bareContent } from "@/lib/prompts/bare-content";
import type { Prompt } from "@/lib/prompts/contract";
import { newRunPath, promptPath } from "@/lib/prompts/prompt-path";
import { promptQueries } from "@/lib/prompts/queries";
import type { Version, VersionContent } from "@/lib/prompts/version-contract";
import { starterContent } from "./editor-content";
import { differenceText, useDraftDiff } from "./editor-diff";
import { EditorHints } from "./editor-hints";
import { EditorMessages } from "./editor-messages";
import { knownNames, variableRows } from "./editor-names";
import { EditorSide } from "./editor-side";
import { frameClass, messagesClass, tryClass } from "./frame-class";
import { usePromptDraft } from "./prompt-draft";
import { useEditorSize } from "./use-editor-size";

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

interface Deeds {
  openSave: () => void;
  tryIt: () => void;
  runEval: () => Promise<void>;
  flip: () => void;
  isSaving: boolean;
}

function shortcutsOf({ openSave, tryIt, runEval, flip, isSaving }: Deeds): Shortcut[] {
  const enabled = !isSaving;
  const group = "Editor";
  return [
    { keys: "mod+s", label: "Save version", group, run: openSave },
    { keys: "mod+enter", label: "Try it", group, run: tryIt, enabled },
    {
      ...{ keys: "mod+shift+enter", label: "Run eval of the draft", group, enabled },
      run: () => void runEval(),
    },
    { keys: "d", label: "Write or diff", group, run: flip },
  ];
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
  const address = `/${project}/${promptPath(prompt)}`;
  const [view, setView] = useQueryState(
    "view",
    parseAsStringLiteral(["write", "diff"]).withDefault("write"),
  );
  const [isSaving, setSaving] = useState(false);
  const [isDiscarding, setDiscarding] = useState(false);
  const [requestedVersion, setRequestedVersion] = useState(() => numbered(props.requestedVersion));
  const [saved, setSaved] = useState<SavedVersion | null>(null);
  const [lastOutputTokens, setLastOutputTokens] = useState<number | null>(null);
  const tryPane = useRef<TryPaneHandle>(null);

  const { data: base } = useQuery({
    ...promptQueries.version(project, name, baseVersion ?? 0),
    enabled: baseVersion !== null,
  });
  const diff = useDraftDiff(editor, base);
  const source = useTrySource(project, prompt, !readOnly);
  const { data: evalSet } = useQuery({
    ...evalSetQueries.detail(project, source.evalSet ?? ""),
    enabled: source.evalSet !== null,
  });

  const shown = useDeferredValue(editor);
  const messages = useMemo(() => shown.messages.map(({ message }) => message), [shown]);
  const provided = evalSet && evalSet.variables.length > 0 ? evalSet.variables : undefined;
  const names = useMemo(
    () => knownNames(messages, provided, base?.variables ?? []),
    [messages, provided, base],
  );
  const rows = useMemo(() => variableRows(messages, names), [messages, names]);

  const { size, baseSize } = useEditorSize(project, editor, base);

  const openSave = () => setSaving(true);
  const tryIt = () => tryPane.current?.run();
  const hasDraft = draft.save.savedAt !== null || draft.save.status !== "saved";
  const runEval = async () => {
    // The first words of a prompt stand here without having been saved by anyone.
    if (!hasDraft && baseVersion === null) draft.saver.change(draft.current(), null);
    await draft.saver.flush();
    const what = hasDraft || baseVersion === null ? "draft=true" : `version=${baseVersion}`;
    router.push(`/${project}/${newRunPath(name, what)}`);
  };
  const flip = () => void setView(view === "diff" ? "write" : "diff");
  useShortcuts(readOnly ? [] : shortcutsOf({ openSave, tryIt, runEval, flip, isSaving }));

  const clearRequest = () => {
    setRequestedVersion(null);
    router.replace(`${address}/edit`, { scroll: false });
  };
  return (
    <div className={frameClass}>
      <EditorBar
        name={name}
        base={baseVersion}
        save={draft.save}
        difference={
          diff && baseVersion !== null
            ? { text: differenceText(diff, baseVersion), ...diff.diff.counts }
            : null
        }
        view={view}
        readOnly={readOnly}
        hasDraft={hasDraft}
        onView={(next) => void setView(next)}
        onRun={() => void runEval()}
        onSave={openSave}
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
          tokens={size?.messages}
          diff={diff}
          knownVariables={names}
          onTry={tryIt}
          onSave={openSave}
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
        variables={rows}
        variableSource={provided ? (source.evalSet ?? null) : base ? `v${base.number}` : null}
        size={size}
        baseSize={baseSize}
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
          unknown={rows.filter(({ state }) => state === "unknown").map((row) => row.name)}
          onClose={() => setSaving(false)}
          onSaved={(version) => {
            setSaving(false);
            setSaved(version);
            // It may say which version to begin from, and that was the one before.
            router.replace(`${address}/edit`, { scroll: false });
          }}
        />
      )}
      <EditorQuestions
        {...{ draft, isDiscarding }}
        discard={discard}
        onDiscarding={setDiscarding}
        requestedVersion={requestedVersion}
        onAnswered={clearRequest}
      />
    </div>
  );
}
