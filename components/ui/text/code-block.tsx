import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { codeBoxClass, codeClass } from "./code-class";
import { CopyButton } from "./copy-button";

interface CodeBlockProps {
  /** Shown as plain text, never as markup. */
  code: string;
  /** Colours JSON tokens; text that is not JSON stays plain. */
  json?: boolean;
  copy?: boolean;
  /** `plain`: only its padding; `none`: not even that. */
  box?: "filled" | "plain" | "none";
  label?: string;
  className?: string;
  /** Scrolls beyond this height, in px. */
  maxHeight?: number;
}

const BOX = { filled: codeBoxClass, plain: "px-3 py-2", none: "" };

const TOKEN =
  /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b/g;
/** Beyond this many characters colouring costs more than it gives. */
const COLOUR_LIMIT = 50_000;

function coloured(code: string): ReactNode[] {
  const parts: ReactNode[] = [];
  let end = 0;
  for (const match of code.matchAll(TOKEN)) {
    const at = match.index;
    if (at > end) parts.push(code.slice(end, at));
    const [whole, text, colon] = match;
    if (text && colon) {
      parts.push(
        <span key={at} className="text-code-key">
          {text}
        </span>,
        colon,
      );
    } else {
      parts.push(
        <span key={at} className={text ? "text-code-string" : undefined}>
          {whole}
        </span>,
      );
    }
    end = at + whole.length;
  }
  parts.push(code.slice(end));
  return parts;
}

export function CodeBlock({
  code,
  json,
  copy,
  box = "filled",
  label = "Code",
  className,
  maxHeight,
}: CodeBlockProps) {
  return (
    <div className={cn("group relative", className)}>
      <pre
        className={cn(codeClass, BOX[box], copy && "pr-10")}
        tabIndex={maxHeight ? 0 : undefined}
        style={maxHeight ? { maxHeight, overflow: "auto" } : undefined}
      >
        {json && code.length < COLOUR_LIMIT ? coloured(code) : code}
      </pre>
      {copy && (
        <div className="absolute top-1.5 right-1.5 rounded bg-subtle">
          <CopyButton text={code} label={`Copy ${label.toLowerCase()}`} />
        </div>
      )}
    </div>
  );
}

/** Indents JSON; text that is not JSON comes back as it is. */
export function prettyJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
