import type { ReactNode } from "react";
import { Link } from "@/components/ui/controls/link";

/** The page around what happens outside of a project: set-up, invitations, a new project, the profile. */
export function StandalonePage({ children, note = true }: { children: ReactNode; note?: boolean }) {
  return (
    <main className="grid min-h-screen grid-cols-[minmax(0,1fr)] place-content-center justify-items-center gap-6 bg-canvas p-6">
      <Link href="/" className="flex items-center gap-2.5 text-16 font-semibold">
        <span
          className="grid size-7 place-items-center rounded bg-text font-mono text-surface"
          aria-hidden="true"
        >
          G
        </span>
        Galley
      </Link>
      {children}
      {note && (
        <p className="text-12 text-text-2">
          Galley 0.1, self-hosted. Nothing leaves this machine except calls to the models you
          connect.
        </p>
      )}
    </main>
  );
}

/** One or two columns on one sheet. */
export function StandaloneCard({ children, label }: { children: ReactNode; label: string }) {
  return (
    <section
      aria-label={label}
      className="grid w-200 max-w-full grid-cols-2 divide-x divide-border rounded-lg border bg-surface *:grid *:content-start *:gap-3.5 *:p-7 *:only:col-span-2 max-md:grid-cols-1 max-md:divide-x-0 max-md:divide-y max-md:*:only:col-span-1"
    >
      {children}
    </section>
  );
}
