"use client";
import { Dialog } from "@base-ui/react/dialog";
import { Command, defaultFilter } from "cmdk";
import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useState } from "react";
import { cn } from "@/components/ui/cn";
import { backdropClass, dialogClass, viewportClass } from "@/components/ui/overlays/dialog-class";
import { menuHintClass, menuItemClass } from "@/components/ui/overlays/menu-class";
import { Kbd } from "@/components/ui/text/kbd";

export interface PaletteItem {
  id: string;
  label: string;
  /** Heading it stands under. */
  group: string;
  icon?: ReactNode;
  /** At the right end: where it is, how many. */
  hint?: string;
  /** More words that find it. */
  keywords?: string[];
  keys?: string;
  href?: string;
  run?: () => void;
}

/** Things that match what was typed. May be aborted; a failed search shows nothing more. */
export type PaletteSearch = (text: string, signal: AbortSignal) => Promise<readonly PaletteItem[]>;

interface CommandPaletteProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  items: readonly PaletteItem[];
  onSearch?: PaletteSearch;
}

const listClass = cn(
  "max-h-[min(420px,60vh)] overflow-y-auto scroll-py-2 px-2 pt-1 pb-2",
  "[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-0.5 [&_[cmdk-group-heading]]:text-11 [&_[cmdk-group-heading]]:text-text-3",
);

const WAIT_MS = 120;

/** An item is found by its words; its id (an address) would match nearly everything. */
const byWords = (_id: string, search: string, words: string[] = []) =>
  defaultFilter(words.join(" "), search);

export function CommandPalette({ open, onOpenChange, items, onSearch }: CommandPaletteProps) {
  const router = useRouter();
  const [text, setText] = useState("");
  const { hits, searching } = useSearch(open ? text.trim() : "", onSearch);

  const choose = (item: PaletteItem) => {
    onOpenChange(false);
    setText("");
    if (item.href) router.push(item.href);
    item.run?.();
  };
  const groups = [...new Set(items.map((item) => item.group))];
  const hitGroups = [...new Set(hits.map((item) => item.group))];

  return (
    <Dialog.Root
      open={open}
      onOpenChange={(next) => {
        onOpenChange(next);
        if (!next) setText("");
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className={backdropClass} />
        <Dialog.Viewport
          className={cn(viewportClass, "items-start justify-items-center px-4 pt-[12vh] pb-4")}
        >
          <Dialog.Popup className={dialogClass({ size: "palette" })} aria-label="Search or jump to">
            <Command label="Search or jump to" loop filter={byWords}>
              <div className="flex h-11 items-center gap-2 border-b px-4">
                <Search className="text-text-3" aria-hidden="true" />
                <Command.Input
                  className="min-w-0 flex-1 bg-transparent text-14 outline-none"
                  placeholder="Search or jump to"
                  value={text}
                  onValueChange={setText}
                />
                <Kbd keys="esc" aria-hidden="true" />
              </div>
              <Command.List className={listClass}>
                {hits.length === 0 && (
                  <Command.Empty className="text-12 text-text-3 px-2 py-3">
                    {searching ? "Searching…" : `Nothing found for “${text}”.`}
                  </Command.Empty>
                )}
                {hitGroups.map((group) => (
                  <Command.Group key={`hit:${group}`} heading={group} forceMount>
                    {hits
                      .filter((item) => item.group === group)
                      .map((item) => (
                        <Row key={item.id} item={item} onChoose={choose} isHit />
                      ))}
                  </Command.Group>
                ))}
                {groups.map((group) => (
                  <Command.Group key={group} heading={group}>
                    {items
                      .filter((item) => item.group === group)
                      .map((item) => (
                        <Row key={item.id} item={item} onChoose={choose} />
                      ))}
                  </Command.Group>
                ))}
              </Command.List>
            </Command>
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Row({
  item,
  onChoose,
  isHit = false,
}: {
  item: PaletteItem;
  onChoose: (item: PaletteItem) => void;
  isHit?: boolean;
}) {
  return (
    <Command.Item
      className={menuItemClass({ size: "lg" })}
      value={isHit ? `found ${item.id}` : item.id}
      keywords={[item.label, ...(item.keywords ?? [])]}
      // The server has matched it already.
      forceMount={isHit}
      onSelect={() => onChoose(item)}
    >
      {item.icon}
      <span className="truncate">{item.label}</span>
      {item.hint && <span className={menuHintClass}>{item.hint}</span>}
      {item.keys && <Kbd keys={item.keys} className="ml-auto" />}
    </Command.Item>
  );
}

function useSearch(text: string, onSearch: PaletteSearch | undefined) {
  const [hits, setHits] = useState<readonly PaletteItem[]>([]);
  const [searching, setSearching] = useState(false);
  useEffect(() => {
    if (!onSearch || text.length === 0) {
      setHits([]);
      setSearching(false);
      return;
    }
    const stop = new AbortController();
    setSearching(true);
    const timer = setTimeout(() => {
      onSearch(text, stop.signal)
        .catch(() => [])
        .then((items) => {
          if (stop.signal.aborted) return;
          setHits(items);
          setSearching(false);
        });
    }, WAIT_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [text, onSearch]);
  return { hits, searching };
}
