/** Code and prompt text: as it was written, broken where it must be. */
export const codeClass =
  "font-mono text-12/5 whitespace-pre-wrap text-text wrap-anywhere [tab-size:2]";

export const codeBoxClass = "rounded bg-subtle px-3 py-2.5";

/** A `{{variable}}` in it. */
export const variableClass = "rounded-[3px] bg-code-var-bg px-0.5 text-code-var";
