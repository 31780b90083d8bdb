"use client";
import { Ellipsis } from "lucide-react";
import { Button } from "@/components/ui/controls/button";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Segmented } from "@/components/ui/controls/segmented";
import { Badge } from "@/components/ui/data/badge";
import { Menu } from "@/components/ui/overlays/menu";
import { type DraftDiff, differenceText } from "./editor-diff";
import type { SaverState } from "./editor-draft-saver";
import { EditorSaved } from "./editor-saved";
import { barClass } from "./frame-class";

export type EditorView = "write" | "diff";

interface Props {
  name: string;
  base: number | null;
  save: SaverState;
  diff: DraftDiff | null;
  view: EditorView;
  readOnly: boolean;
  hasDraft: boolean;
  onView: (view: EditorView) => void;
  onRun: () => void;
  onSave: () => void;
  onDiscard: () => void;
}

export function EditorBar(props: Props) {
  const { name, base, save, diff, view, readOnly, hasDraft } = props;
  const counts = diff?.diff.counts;
  const origin = base === null ? "first draft" : `${hasDraft ? "draft from " : ""}v${base}`;
  const badge = readOnly ? `v${base}, read only` : origin;
  return (
    <div className={barClass}>
      <h1 className="max-w-64 flex-none truncate font-mono text-14" title={name}>
        {name}
      </h1>
      <Badge tone="accent">{badge}</Badge>
      <span
        className="text-text-3 text-12 min-w-0 truncate"
        title={diff && base !== null ? differenceText(diff, base) : undefined}
      >
        {!readOnly && <EditorSaved save={save} />}
        {diff && base !== null && !readOnly && ` · ${differenceText(diff, base)}`}
      </span>
      <div className="ml-auto flex flex-none items-center gap-2">
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
                    {counts && (
                      <span className="text-text-3 tabular-nums">
                        +{counts.added} −{counts.removed}
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
            <Button size="sm" kbd="mod+shift+enter" onClick={props.onRun}>
              Run eval…
            </Button>
            <Button size="sm" variant="primary" kbd="mod+s" onClick={props.onSave}>
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
