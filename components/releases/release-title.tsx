import type { ReleaseDraftQuery } from "@/lib/releases/draft-contract";

/** What goes live where. */
export function ReleaseTitle({
  target: { prompt, version, environment },
}: {
  target: ReleaseDraftQuery;
}) {
  return (
    <span className="flex flex-wrap items-center gap-2">
      Release <span className="font-mono">{prompt}</span>{" "}
      <span className="font-mono">v{version}</span> to {environment}
    </span>
  );
}
