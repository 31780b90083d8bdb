"use client";
import { useId } from "react";
import "./editor.css";
import { lineHeight, padding } from "./monaco-options";
import type { BaseProps } from "./text-editor-props";
import { handleKeys, useMonaco } from "./use-monaco";

/**
 * Monaco in a box that grows with its text. Until it has loaded (or where it cannot), a text area
 * of the same place and size takes the typing; text, focus and selection carry over.
 */
export function TextEditor(props: BaseProps) {
  const { value, ariaLabel, readOnly, minLines = 2, maxLines = 30, autoFocus } = props;
  const hint = useId();
  const { box, area, handle, height } = useMonaco(props, hint);
  const least = minLines * lineHeight + 2 * padding;
  const most = maxLines * lineHeight + 2 * padding;
  return (
    <div
      className="relative bg-surface [&_.monaco-editor]:outline-none"
      style={{ height: handle ? clamp(height ?? least, least, most) : undefined }}
    >
      <div ref={box} style={{ position: "absolute", inset: 0 }} hidden={!handle} />
      {!handle && (
        <textarea
          ref={area}
          className={areaClass}
          value={value}
          aria-label={ariaLabel}
          aria-describedby={hint}
          readOnly={readOnly}
          spellCheck={false}
          // biome-ignore lint/a11y/noAutofocus: the caller opened this editor to write in it
          autoFocus={autoFocus}
          rows={clamp(value.split("\n").length, minLines, maxLines)}
          style={{ fieldSizing: "content", minHeight: least, maxHeight: most }}
          onChange={(event) => props.onChange?.(event.target.value)}
          onKeyDown={(event) => handleKeys(event, props)}
          onFocus={props.onFocus}
          onBlur={props.onBlur}
        />
      )}
      <span id={hint} className="sr-only">
        Tab indents. Press Ctrl+M to let Tab move on to the next control.
      </span>
    </div>
  );
}

const areaClass =
  "block resize-none bg-transparent py-1.5 pr-3.5 pl-10 font-mono text-12/5 text-text outline-none wrap-anywhere [tab-size:2]";

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
