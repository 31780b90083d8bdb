/** What was typed and is not known to be on the server, so that a reload loses nothing. */
export interface LocalCopy<Content> {
  content: Content;
  baseVersion: number | null;
  /** The revision of the draft on the server that this was typed on. */
  revision: number;
  /** Contents that were sent and never answered: the server may have them. */
  unanswered: Content[];
}

/** One person's copy of one draft in this browser. */
export function localCopyKey(project: string, name: string, person: string): string {
  return `galley-draft ${person} ${project} ${name}`;
}

export function readLocalCopy<Content>(key: string): LocalCopy<Content> | null {
  const text = inStorage(() => localStorage.getItem(key));
  return text ? (JSON.parse(text) as LocalCopy<Content>) : null;
}

export function writeLocalCopy(key: string, copy: LocalCopy<unknown> | null): void {
  inStorage(() =>
    copy ? localStorage.setItem(key, JSON.stringify(copy)) : localStorage.removeItem(key),
  );
}

/** A full or forbidden storage throws; the draft is saved on the server all the same. */
function inStorage<T>(use: () => T): T | null {
  try {
    return use();
  } catch {
    return null;
  }
}
