"use client";
import { Dialog } from "@/components/ui/overlays/dialog";
import { Kbd } from "@/components/ui/text/kbd";
import { type Shortcut, useActiveShortcuts } from "@/components/ui/use-shortcuts";

interface ShortcutsSheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** The keys that work on the page one is on. */
export default function ShortcutsSheet({ open, onOpenChange }: ShortcutsSheetProps) {
  const shortcuts = useActiveShortcuts();
  const names = [...new Set(shortcuts.map(groupOf))];
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Keys"
      description="Shortcuts on this page"
      size="md"
    >
      <div className="grid grid-cols-2 gap-x-8 gap-y-4">
        {names.map((group) => (
          <section key={group} aria-label={group}>
            <h3 className="mb-1">{group}</h3>
            <dl>
              {shortcuts
                .filter((one) => groupOf(one) === group)
                .map((shortcut) => (
                  <div
                    key={shortcut.keys}
                    className="flex min-h-7 items-center justify-between gap-4"
                  >
                    <dt>{shortcut.label}</dt>
                    <dd className="flex gap-1">
                      {shortcut.keys.split(" ").map((stroke) => (
                        <Kbd key={stroke} keys={stroke} />
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

const groupOf = (shortcut: Shortcut) => shortcut.group ?? "This page";
