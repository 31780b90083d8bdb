"use client";
import { Ellipsis } from "lucide-react";
import type { ReactNode } from "react";
import { barClass } from "@/components/prompts/editor/frame-class";
import { Button } from "@/components/ui/controls/button";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Segmented } from "@/components/ui/controls/segmented";
import { Badge } from "@/components/ui/data/badge";
import { Menu } from "@/components/ui/overlays/menu";
import type { SaverState } from "./editor-draft-saver";
import { EditorSaved } from "./editor-saved";

export type EditorView = "write" | "diff";

interface Props {
  name: string;
  base: number | null;
  save: SaverState;
  /** From the base, in words and in lines; null while it is not known. */
  difference: { text: string; added: number; removed: number } | null;
  view: EditorView;
  readOnly: boolean;
  hasDraft: boolean;
  /** What keeps the draft from becoming a version. */
  problems?: ReactNode;
  /** Why it can be neither run nor saved now. */
  blocked?: string | undefined;
  onView: (view: EditorView) => void;
  onRun: () => void;
  onSave: () => void;
  onDiscard: () => void;
}

export function EditorBar(props: Props) {
  const { name, base, save, difference, view, readOnly, hasDraft } = props;
  const origin = base === null ? "first draft" : `${hasDraft ? "draft from " : ""}v${base}`;
  const badge = readOnly ? `v${base}, read only` : origin;
  return (
    <div className={barClass}>
      <h1 className="max-w-64 flex-none truncate font-mono text-14" title={name}>
        {name}
      </h1>
      <Badge tone="accent">{badge}</Badge>
      <span className="text-text-3 text-12 min-w-0 truncate" title={difference?.text}>
        {!readOnly && <EditorSaved save={save} />}
        {difference && !readOnly && ` · ${difference.text}`}
      </span>
      <div className="ml-auto flex flex-none flex-wrap items-center gap-2">
        {props.problems}
        {!readOnly && base !== null && (
          <Segmented
            label="View"
            value={view}
            onValueChange={props.onView}
            options={[
              { value: "write", label: "Write" },
              {
                value: "diff",
                label: (
                  <>
                    Diff with v{base}{" "}
                    {difference && (
                      <span className="text-text-3 tabular-nums">
                        +{difference.added} −{difference.removed}
                      </span>
                    )}
                  </>
                ),
              },
            ]}
          />
        )}
        {!readOnly && (
          <>
            <Button
              size="sm"
              kbd="mod+shift+enter"
              disabled={props.blocked !== undefined}
              title={props.blocked}
              onClick={props.onRun}
            >
              Run eval…
            </Button>
            <Button
              size="sm"
              variant="primary"
              kbd="mod+s"
              disabled={props.blocked !== undefined}
              title={props.blocked}
              onClick={props.onSave}
            >
              Save version…
            </Button>
            <Menu
              align="end"
              trigger={<IconButton label="More" icon={<Ellipsis aria-hidden="true" />} />}
              items={[
                {
                  label: "Discard draft…",
                  danger: true,
                  disabled: !hasDraft,
                  onSelect: props.onDiscard,
                },
              ]}
            />
          </>
        )}
      </div>
    </div>
  );
}
