"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { FormError } from "@/components/ui/controls/form-error";
import { Select } from "@/components/ui/controls/select";
import { Textarea } from "@/components/ui/controls/textarea";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import type { DocumentSetDetail } from "@/lib/documents/contract";
import type { DocumentSearch, PassageHit } from "@/lib/documents/document-contract";
import { documentQueries } from "@/lib/documents/queries";
import { formatFixed } from "@/lib/format-number";
import { DocumentsSkeleton } from "./document-skeletons";
import type { DocumentView } from "./use-document-view";

const COUNTS = [1, 2, 3, 4, 6, 8, 10, 20];
/** Longer ones are searched for and not kept in the address. */
const LONGEST_IN_ADDRESS = 1_500;

interface Props {
  project: string;
  set: DocumentSetDetail;
  view: DocumentView;
}

/** What a chain's retrieval step would find in this revision for a text, with the scores. */
export function SearchTrial({ project, set, view }: Props) {
  const [text, setText] = useState(view.query);
  const [query, setQuery] = useState(view.query);
  const search = useQuery({
    ...documentQueries.search(project, set.name, {
      ...{ query, topK: view.topK, revision: set.revision },
    }),
    enabled: query !== "",
    placeholderData: keepPreviousData,
    retry: false,
  });
  function submit(event?: FormEvent) {
    event?.preventDefault();
    const trimmed = text.trim();
    setQuery(trimmed);
    view.change({ query: trimmed.length > LONGEST_IN_ADDRESS ? null : trimmed || null });
  }
  useShortcuts([
    { keys: "mod+enter", label: "Search", group: "Page", inInputs: true, run: () => submit() },
  ]);
  return (
    <div className="grid content-start gap-4 px-(--gutter) py-4">
      <form className="grid max-w-180 gap-3" onSubmit={submit}>
        <Field label="Text" hint="A question or a whole ticket: its rarest words decide.">
          <Textarea rows={4} value={text} onChange={(event) => setText(event.target.value)} />
        </Field>
        <div className="flex flex-wrap items-end gap-2">
          <Field label="Passages">
            <Select
              size="sm"
              value={view.topK}
              onChange={(event) => view.change({ topK: Number(event.target.value) })}
            >
              {[...new Set([...COUNTS, view.topK])]
                .toSorted((one, two) => one - two)
                .map((count) => (
                  <option key={count}>{count}</option>
                ))}
            </Select>
          </Field>
          <Button
            type="submit"
            size="sm"
            variant="primary"
            kbd="mod+enter"
            icon={<Search aria-hidden="true" />}
            busy={search.isFetching}
            disabled={text.trim() === ""}
          >
            Search
          </Button>
        </div>
      </form>
      {search.error && <FormError error={search.error} />}
      {query !== "" && search.isPending && <DocumentsSkeleton rows={4} />}
      {query !== "" && search.data && (
        <Passages search={search.data} onOpen={(document) => view.change({ document })} />
      )}
    </div>
  );
}

function Passages({ search, onOpen }: { search: DocumentSearch; onOpen: (id: string) => void }) {
  if (search.passages.length === 0) {
    return (
      <p className="text-13 text-text-2">
        No passage has any of these words. Check the language of the set, or add a document.
      </p>
    );
  }
  return (
    <ol className="grid max-w-180 divide-y rounded-lg border bg-surface" aria-label="Passages">
      {search.passages.map((passage) => (
        <Passage key={passage.id} passage={passage} onOpen={() => onOpen(passage.id)} />
      ))}
    </ol>
  );
}

function Passage({ passage, onOpen }: { passage: PassageHit; onOpen: () => void }) {
  const { id, title, text, score } = passage;
  return (
    <li className="grid gap-1 px-4 py-3">
      <div className="flex items-baseline gap-3">
        <button
          type="button"
          className="min-w-0 truncate text-left text-13 font-medium underline-offset-3 hover:underline"
          onClick={onOpen}
        >
          {title || id}
        </button>
        <span className="ml-auto flex-none text-12 text-text-2 tabular-nums">
          score {formatFixed(score)}
        </span>
      </div>
      <span className="truncate font-mono text-12 text-text-3">{id}</span>
      <p className="line-clamp-4 text-13 whitespace-pre-wrap break-words text-text-2">{text}</p>
    </li>
  );
}
