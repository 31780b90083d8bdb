import { renameVariable } from "./editor-content";
import { EditorParts } from "./editor-parts";
import { EditorSettings } from "./editor-settings";
import { EditorSize } from "./editor-size";
import { EditorVariables } from "./editor-variables";
import { sideClass } from "./frame-class";
import type { PromptDesk } from "./prompt-desk";

interface Props {
  desk: PromptDesk;
  lastOutputTokens: number | null;
}

/** Beside the messages: model, variables, size, and the parts that not every prompt has. */
export function EditorSide({ desk, lastOutputTokens }: Props) {
  const { project, prompt, draft, base, readOnly, variables, sizes } = desk;
  const { editor, baseVersion, change } = draft;
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
        {...sizes}
        base={baseVersion}
        maxOutputTokens={editor.settings.maxOutputTokens}
        lastOutputTokens={lastOutputTokens}
      />
      <EditorParts
        project={project}
        prompt={prompt.name}
        editor={editor}
        readOnly={readOnly}
        change={change}
      />
    </aside>
  );
}
