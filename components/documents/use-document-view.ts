"use client";
import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";

export const DOCUMENT_TABS = ["documents", "search", "revisions"] as const;

/** What the page of a set shows, all of it in the address. `document` "new" is one that is being written. */
export function useDocumentView() {
  const [state, setState] = useQueryStates({
    tab: parseAsStringLiteral(DOCUMENT_TABS).withDefault("documents"),
    revision: parseAsInteger,
    q: parseAsString.withDefault(""),
    document: parseAsString,
    query: parseAsString.withDefault(""),
    topK: parseAsInteger.withDefault(4),
  });
  return {
    ...state,
    filters: {
      ...(state.revision === null ? {} : { revision: state.revision }),
      ...(state.q ? { q: state.q } : {}),
    },
    change: (next: { [Name in keyof typeof state]?: (typeof state)[Name] | null }) =>
      void setState(next),
  };
}

export type DocumentView = ReturnType<typeof useDocumentView>;
