import type { ComponentProps } from "react";
import type { Version } from "@/lib/prompts/version-contract";
import { type EditorContent, renameVariable } from "./editor-content";
import { EditorParts } from "./editor-parts";
import { EditorSettings } from "./editor-settings";
import { EditorSize } from "./editor-size";
import { EditorVariables } from "./editor-variables";
import { sideClass } from "./frame-class";
import type { useEditorVariables } from "./use-editor-variables";

type SizeProps = ComponentProps<typeof EditorSize>;

interface Props {
  project: string;
  prompt: string;
  editor: EditorContent;
  base: Version | undefined;
  baseVersion: number | null;
  readOnly: boolean;
  change: (edit: (before: EditorContent) => EditorContent) => void;
  variables: Pick<ReturnType<typeof useEditorVariables>, "rows" | "source">;
  size: SizeProps["size"];
  baseSize: SizeProps["baseSize"];
  lastOutputTokens: number | null;
}

/** Beside the messages: model, variables, size, and the parts that not every prompt has. */
export function EditorSide(props: Props) {
  const { project, prompt, editor, base, baseVersion, readOnly, change } = props;
  const { variables, size, baseSize, lastOutputTokens } = props;
  return (
    <aside className={sideClass} aria-label="Settings of the draft">
      <EditorSettings
        project={project}
        editor={editor}
        base={base}
        readOnly={readOnly}
        change={change}
      />
      <EditorVariables
        rows={variables.rows}
        source={variables.source}
        readOnly={readOnly}
        onFix={({ places }, to) =>
          change((before) => ({
            ...before,
            messages: renameVariable(before.messages, places, to),
          }))
        }
      />
      <EditorSize
        size={size}
        baseSize={baseSize}
        base={baseVersion}
        maxOutputTokens={editor.settings.maxOutputTokens}
        lastOutputTokens={lastOutputTokens}
      />
      <EditorParts
        project={project}
        prompt={prompt}
        editor={editor}
        readOnly={readOnly}
        change={change}
      />
    </aside>
  );
}
