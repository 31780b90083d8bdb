import type { ReactNode } from "react";

const TOKEN =
  /((?<=^|\s)\/\/[^\n]*)|("(?:[^"\\]|\\.)*"|`[^`]*`)|\b(?:import|from|const|await|new|return|async)\b/gm;

/** Comments, texts and the words of the language, for code that this page writes itself. */
export function colourCode(code: string): ReactNode[] {
  const parts: ReactNode[] = [];
  let end = 0;
  for (const match of code.matchAll(TOKEN)) {
    const at = match.index;
    const [whole, comment, text] = match;
    const look = comment ? "text-text-3" : text ? "text-code-string" : "text-code-key";
    parts.push(
      code.slice(end, at),
      <span key={at} className={look}>
        {whole}
      </span>,
    );
    end = at + whole.length;
  }
  parts.push(code.slice(end));
  return parts;
}
