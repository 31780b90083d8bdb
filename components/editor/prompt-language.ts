import type * as monacoTypes from "monaco-editor/editor";
import type { Monaco } from "./monaco-type";

type TextModel = monacoTypes.editor.ITextModel;

/** What an editor lends the language while it is mounted. */
export interface PromptModelInfo {
  knownVariables: readonly string[];
  fixes: readonly { start: number; end: number; title: string; text: string }[];
}

const infoOf = new Map<string, PromptModelInfo>();

export function setPromptInfo(model: TextModel, info: PromptModelInfo | undefined): void {
  if (info) infoOf.set(model.uri.toString(), info);
  else infoOf.delete(model.uri.toString());
}

/** Plain text with `{{variables}}`: completion behind the braces and fixes for marked problems. */
export function registerPromptLanguage(monaco: Monaco): void {
  monaco.languages.register({ id: "prompt" });
  monaco.languages.setLanguageConfiguration("prompt", {
    brackets: [["{{", "}}"]],
    autoClosingPairs: [],
    // Words as variables have them, so that a double click takes a whole name.
    wordPattern: /[\p{L}\p{N}_-]+/u,
  });
  monaco.languages.registerCompletionItemProvider("prompt", {
    triggerCharacters: ["{"],
    provideCompletionItems(model, position) {
      const line = model.getLineContent(position.lineNumber);
      const typed = /\{\{\s*([\p{L}\p{N}_.-]*)$/u.exec(line.slice(0, position.column - 1));
      if (!typed) return { suggestions: [] };
      const rest = /^[\p{L}\p{N}_.-]*/u.exec(line.slice(position.column - 1))?.[0] ?? "";
      const closed = /^\s*\}\}/.test(line.slice(position.column - 1 + rest.length));
      const range = new monaco.Range(
        position.lineNumber,
        position.column - (typed[1]?.length ?? 0),
        position.lineNumber,
        position.column + rest.length,
      );
      const names = infoOf.get(model.uri.toString())?.knownVariables ?? [];
      return {
        suggestions: names.map((name) => ({
          label: name,
          kind: monaco.languages.CompletionItemKind.Variable,
          insertText: closed ? name : `${name}}}`,
          range,
        })),
      };
    },
  });
  monaco.languages.registerCodeActionProvider("prompt", {
    provideCodeActions(model, range, context) {
      const fixes = infoOf.get(model.uri.toString())?.fixes ?? [];
      const actions = fixes.flatMap(({ start, end, title, text }) => {
        const place = rangeOf(monaco, model, start, end);
        if (!monaco.Range.areIntersectingOrTouching(place, range)) return [];
        return {
          title,
          kind: "quickfix",
          isPreferred: true,
          diagnostics: context.markers.filter((marker) => monaco.Range.equalsRange(marker, place)),
          edit: {
            edits: [
              {
                resource: model.uri,
                textEdit: { range: place, text },
                versionId: model.getVersionId(),
              },
            ],
          },
        };
      });
      return { actions, dispose() {} };
    },
  });
}

export function rangeOf(monaco: Monaco, model: TextModel, start: number, end: number) {
  return monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end));
}
