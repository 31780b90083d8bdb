"use client";
import { Check } from "lucide-react";
import { useMemo, useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { RadioGroup } from "@/components/ui/controls/radio-group";
import { Segmented } from "@/components/ui/controls/segmented";
import { Table, Td, Th } from "@/components/ui/data/table";
import { Notice } from "@/components/ui/notice";
import { Dialog } from "@/components/ui/overlays/dialog";
import { RelativeTime } from "@/components/ui/text/relative-time";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import type { MergeChoices, MergePart } from "@/lib/prompts/merge-parts";
import { partChange } from "./save-version-part";
import type { SavedContent, SaveShape } from "./save-version-shape";

interface Props<Content> {
  merge: SaveShape<Content>["merge"];
  base: SavedContent<Content> | null;
  mine: Content;
  theirs: SavedContent<Content>;
  onClose: () => void;
  onOpenTheirs: () => void;
  /** The content to save and the version it comes from; seen as a diff before it is saved. */
  onDecided: (content: Content, parent: number | null) => void;
}

type Way = "merge" | "mine" | "theirs";

/** Somebody saved meanwhile. Three ways out, and in none of them is anything lost. */
export function SaveVersionConflict<Content>(props: Props<Content>) {
  const { merge, mine, onClose } = props;
  const base = props.base?.summary ?? null;
  const theirs = props.theirs.summary;
  const canMerge = base !== null;
  const [way, setWay] = useState<Way>(canMerge ? "merge" : "mine");
  const [choices, setChoices] = useState<MergeChoices>({});
  const next = theirs.number + 1;
  const who = theirs.author.name.split(" ")[0] ?? theirs.author.name;
  const merged = useMemo(
    () => (props.base ? merge(props.base.content, mine, props.theirs.content, choices) : null),
    [merge, props.base, mine, props.theirs, choices],
  );
  const parts = merged?.parts.filter(({ result }) => result !== "same") ?? [];
  const conflicts = merged?.conflicts.length ?? 0;

  function goOn() {
    if (way === "theirs") return props.onOpenTheirs();
    if (way === "merge" && merged) return props.onDecided(merged.content, theirs.number);
    return props.onDecided(mine, base?.number ?? null);
  }
  useShortcuts([{ keys: "mod+enter", label: "Go on", group: "Dialog", run: goOn }]);

  return (
    <Dialog
      open
      sticky
      size="md"
      onOpenChange={onClose}
      title={
        <>
          {who} saved <span className="font-mono">v{theirs.number}</span>
          {base && (
            <>
              , your draft comes from <span className="font-mono">v{base.number}</span>
            </>
          )}
        </>
      }
      onSubmit={goOn}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" kbd="mod+enter">
            {way === "theirs" ? `Open v${theirs.number}` : `Look at v${next}`}
          </Button>
        </>
      }
    >
      <Notice tone="warn">
        <b>{theirs.author.name}</b> “{theirs.commitMessage}”,{" "}
        <RelativeTime value={theirs.createdAt} />. Nothing of yours is lost: your draft is kept, and
        yours would be <b>v{next}</b>.
      </Notice>
      {parts.length > 0 && (
        <ChangesTable
          {...{ parts, who, choices }}
          base={base?.number ?? 0}
          theirs={theirs.number}
          onChoose={(part, choice) => setChoices((before) => ({ ...before, [part]: choice }))}
        />
      )}
      <WayChoice
        way={way}
        onChange={setWay}
        theirs={theirs.number}
        conflicts={canMerge ? conflicts : null}
      />
    </Dialog>
  );
}

interface ChangesTableProps {
  parts: readonly MergePart[];
  /** The version that both come from. */
  base: number;
  /** Who saved meanwhile, and which version that is. */
  who: string;
  theirs: number;
  choices: MergeChoices;
  onChoose: (part: string, choice: "mine" | "theirs") => void;
}

function ChangesTable({ parts, base, who, theirs, choices, onChoose }: ChangesTableProps) {
  return (
    <div className="overflow-x-auto">
      <Table label="Changes of both">
        <thead>
          <tr>
            <Th>Part</Th>
            <Th>Yours</Th>
            <Th>
              {who}, v{theirs}
            </Th>
            <Th>Together</Th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <PartRow
              key={part.key}
              {...{ part, base, who }}
              choice={choices[part.key] ?? "mine"}
              onChoose={(choice) => onChoose(part.key, choice)}
            />
          ))}
        </tbody>
      </Table>
    </div>
  );
}

interface WayChoiceProps {
  way: Way;
  onChange: (way: Way) => void;
  /** The version that somebody saved. */
  theirs: number;
  /** Parts that both changed; null: the two cannot be put together. */
  conflicts: number | null;
}

function WayChoice({ way, onChange, theirs, conflicts }: WayChoiceProps) {
  const next = theirs + 1;
  return (
    <RadioGroup
      label="What to do"
      hideLabel
      value={way}
      onValueChange={onChange}
      options={[
        ...(conflicts !== null
          ? [
              {
                value: "merge" as const,
                label: `Save v${next} with both changes`,
                hint:
                  conflicts > 0
                    ? `${conflicts === 1 ? "One part" : `${conflicts} parts`} changed on both sides: choose above. You see the result as a diff against v${theirs} before it is saved.`
                    : `You see the result as a diff against v${theirs} before it is saved.`,
              },
            ]
          : []),
        {
          value: "mine",
          label: `Save v${next} with yours only`,
          hint: `v${theirs} stays as it is; its changes are not in v${next}.`,
        },
        {
          value: "theirs",
          label: "Do not save yet",
          hint: `Look at v${theirs} first; your draft is kept.`,
        },
      ]}
    />
  );
}

interface RowProps {
  part: MergePart;
  base: number;
  who: string;
  choice: "mine" | "theirs";
  onChoose: (choice: "mine" | "theirs") => void;
}

function PartRow({ part, base, who, choice, onChoose }: RowProps) {
  const asBefore = <span className="text-text-3">as in v{base}</span>;
  const mine = part.result === "theirs" ? asBefore : partChange(part.base, part.mine);
  const theirs = part.result === "mine" ? asBefore : partChange(part.base, part.theirs);
  return (
    <tr>
      <Td className="font-mono text-12">{part.label}</Td>
      <Td className="max-w-44 truncate text-12">{mine}</Td>
      <Td className="max-w-44 truncate text-12">{theirs}</Td>
      <Td className="text-12">
        {part.result === "conflict" ? (
          <Segmented
            label={`Take for ${part.label}`}
            value={choice}
            onValueChange={onChoose}
            options={[
              { value: "mine", label: "yours" },
              { value: "theirs", label: `${who}’s` },
            ]}
          />
        ) : (
          <span className="flex items-center gap-1">
            <Check className="size-3.5 text-pass" aria-hidden="true" />
            {part.result === "both_same"
              ? "the same"
              : part.result === "mine"
                ? "yours"
                : `${who}’s`}
          </span>
        )}
      </Td>
    </tr>
  );
}
