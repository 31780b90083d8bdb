import type { VersionedKind } from "./contract";

interface Named {
  name: string;
  kind: VersionedKind;
}

/** The list that it stands in. */
export const shelfOf = (kind: VersionedKind): string => (kind === "chain" ? "chains" : "prompts");

/** The page of a prompt or a chain, within its project: `prompts/support%2Ftriage`. */
export const promptPath = ({ name, kind }: Named): string =>
  `${shelfOf(kind)}/${encodeURIComponent(name)}`;

/** Where a run of a prompt or a chain is planned; `what` is `version=3` or `draft=true`. */
export const newRunPath = (name: string, what: string | null = null): string =>
  `runs/new?prompt=${encodeURIComponent(name)}${what === null ? "" : `&${what}`}`;
