import type { Monaco } from "./monaco-type";

/** Colours of the page's own tokens, light or dark, kept up with `data-theme`. */
export function followTheme(monaco: Monaco): void {
  const apply = () => {
    const root = document.documentElement;
    const styles = getComputedStyle(root);
    const colour = (name: string) => toHex(styles.getPropertyValue(`--${name}`));
    const isDark = styles.colorScheme.startsWith("dark");
    monaco.editor.defineTheme("galley", {
      base: isDark ? "vs-dark" : "vs",
      inherit: true,
      rules: [
        rule("string.key.json", colour("code-key")),
        rule("string.value.json", colour("code-string")),
        rule("number", colour("code-var")),
        rule("keyword.json", colour("code-var")),
        rule("delimiter", colour("text-2")),
        rule("", colour("text")),
      ],
      colors: {
        "editor.background": colour("surface"),
        "editor.foreground": colour("text"),
        "editorLineNumber.foreground": colour("text-3"),
        "editorLineNumber.activeForeground": colour("text"),
        "editor.lineHighlightBackground": colour("hover"),
        "editor.lineHighlightBorder": "#00000000",
        "editorCursor.foreground": colour("accent"),
        "editor.selectionBackground": colour("accent-border"),
        "editor.inactiveSelectionBackground": colour("accent-bg"),
        "editorError.foreground": colour("fail-mark"),
        "editorWarning.foreground": colour("inconclusive-mark"),
        "editorWidget.background": colour("surface"),
        "editorWidget.border": colour("border-strong"),
        "editorSuggestWidget.background": colour("surface"),
        "editorSuggestWidget.border": colour("border-strong"),
        "editorSuggestWidget.selectedBackground": colour("selected"),
        "editorSuggestWidget.selectedForeground": colour("text"),
        "editorHoverWidget.background": colour("surface"),
        "editorHoverWidget.border": colour("border-strong"),
        "editorSuggestWidget.highlightForeground": colour("accent"),
        "editorSuggestWidget.focusHighlightForeground": colour("accent"),
        "editorHoverWidget.statusBarBackground": colour("subtle"),
        "textLink.foreground": colour("accent"),
        "textLink.activeForeground": colour("accent"),
        ...plainBrackets(colour("text")),
        "editorOverviewRuler.border": "#00000000",
        focusBorder: colour("accent"),
        "scrollbar.shadow": "#00000000",
      },
    });
    monaco.editor.setTheme("galley");
  };
  apply();
  new MutationObserver(apply).observe(document.documentElement, {
    attributeFilter: ["data-theme"],
  });
}

// Monaco colours brackets by depth and pairs; in a prompt a brace is only a brace.
function plainBrackets(colour: string): Record<string, string> {
  const names = ["1", "2", "3", "4", "5", "6"].map((n) => `editorBracketHighlight.foreground${n}`);
  names.push("editorBracketHighlight.unexpectedBracket.foreground");
  return Object.fromEntries(names.map((name) => [name, colour]));
}

function rule(token: string, colour: string) {
  return { token, foreground: colour.slice(1) };
}

// Monaco takes hexadecimal colours only; browsers may hand out other notations.
function toHex(value: string): string {
  const context = document.createElement("canvas").getContext("2d");
  if (!context) return "#888888";
  context.fillStyle = value.trim();
  return context.fillStyle.startsWith("#") ? context.fillStyle : "#888888";
}
