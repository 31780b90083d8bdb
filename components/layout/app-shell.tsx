"use client";
import { useRouter } from "next/navigation";
import { lazy, type ReactNode, Suspense, useCallback, useMemo, useState } from "react";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import { FrameBar } from "./frame-bar";
import { ShellContext } from "./shell-context";
import { type NavItem, Sidebar, type SidebarProps } from "./sidebar";

const ShortcutsSheet = lazy(() => import("./shortcuts-sheet"));

export interface PaletteProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The rooms of the side bar. */
  rooms: readonly NavItem[];
  onShowKeys: () => void;
}

interface AppShellProps extends SidebarProps {
  /** A `Page`, which brings the top bar and `main`. */
  children: ReactNode;
  /** In the top bar, between search and theme. */
  topBarActions?: ReactNode;
  /** Called once it is first opened. */
  renderPalette: (props: PaletteProps) => ReactNode;
}

type Overlay = "palette" | "keys";

/** The frame around every page of a project. It never moves; only the content changes. */
export function AppShell({ children, topBarActions, renderPalette, ...sidebar }: AppShellProps) {
  const router = useRouter();
  const [overlay, setOverlay] = useState<Overlay | null>(null);
  const [used, setUsed] = useState({ palette: false, keys: false });
  const show = useCallback((which: Overlay) => {
    setOverlay(which);
    setUsed((before) => ({ ...before, [which]: true }));
  }, []);
  const hide = () => setOverlay(null);

  const rooms = [...sidebar.groups.flatMap((group) => group.items), ...(sidebar.footItems ?? [])];
  useShortcuts([
    { keys: "mod+k", label: "Search or jump to", group: "Everywhere", run: () => show("palette") },
    { keys: "?", label: "All keys", group: "Everywhere", run: () => show("keys") },
    ...rooms.flatMap((room) =>
      room.keys
        ? [
            {
              keys: room.keys,
              label: room.label,
              group: "Go to",
              run: () => router.push(room.href),
            },
          ]
        : [],
    ),
  ]);
  const shell = useMemo(
    () => ({ openPalette: () => show("palette"), topBarActions, Bar: FrameBar }),
    [show, topBarActions],
  );

  return (
    <ShellContext value={shell}>
      <a
        className="fixed top-2 left-2 z-60 rounded bg-accent-fill px-3 py-1.5 text-13 font-medium text-text-on-fill not-focus:[clip-path:inset(50%)]"
        href="#content"
      >
        Skip to content
      </a>
      <div className="grid min-h-screen grid-cols-[var(--sidebar)_minmax(0,1fr)]">
        <Sidebar {...sidebar} />
        <div className="min-w-0">{children}</div>
      </div>
      <Suspense>
        {used.palette &&
          renderPalette({
            open: overlay === "palette",
            onOpenChange: (open) => (open ? show("palette") : hide()),
            rooms,
            onShowKeys: () => show("keys"),
          })}
        {used.keys && (
          <ShortcutsSheet
            open={overlay === "keys"}
            onOpenChange={(open) => (open ? show("keys") : hide())}
          />
        )}
      </Suspense>
    </ShellContext>
  );
}
