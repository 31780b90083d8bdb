"use client";
import { Plus } from "lucide-react";
import { parseAsBoolean, parseAsStringLiteral, useQueryState } from "nuqs";
import { Button } from "@/components/ui/controls/button";
import { Segmented } from "@/components/ui/controls/segmented";
import { TableKeys } from "@/components/ui/data/table-keys";
import { Empty } from "@/components/ui/empty";
import { ErrorState } from "@/components/ui/error-state";
import { lazyView } from "@/components/ui/lazy-view";
import { PageHead } from "@/components/ui/page-head";
import { Kbd } from "@/components/ui/text/kbd";
import { linkClass } from "@/components/ui/text/link-class";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import type { Prompt } from "@/lib/prompts/contract";
import { PromptFilterBar } from "./prompt-filter-bar";
import { PromptTable } from "./prompt-table";
import { PROMPT_STATES, usePromptFilters } from "./use-prompt-filters";

const NewPromptDialog = lazyView(() => import("./new-prompt-dialog"));

/** The list of prompts with its filters, all of them in the address. */
export function PromptsView({ project, mayWrite }: { project: string; mayWrite: boolean }) {
  const filters = usePromptFilters(project);
  const { query, everyPrompt, rows, isArchived, setArchived } = filters;
  const [view, setView] = useQueryState(
    "view",
    parseAsStringLiteral(["folders", "list"]).withDefault("folders"),
  );
  const [isNew, setIsNew] = useQueryState("new", parseAsBoolean.withDefault(false));
  useShortcuts(
    mayWrite ? [{ keys: "c", label: "New prompt", group: "Page", run: () => setIsNew(true) }] : [],
  );

  if (query.error) {
    return (
      <ErrorState
        title="The prompts could not be read."
        onRetry={() => query.refetch()}
        error={query.error}
      />
    );
  }
  const newButton = mayWrite && (
    <Button
      variant="primary"
      icon={<Plus aria-hidden="true" />}
      kbd="c"
      onClick={() => setIsNew(true)}
    >
      New prompt
    </Button>
  );
  return (
    <>
      <PageHead title="Prompts" sub={summarise(everyPrompt)} actions={newButton} />
      {everyPrompt.length === 0 && !isArchived ? (
        <Empty title="No prompts yet" actions={newButton}>
          A prompt is what your application sends to a model. Create one, write its first version
          and run an eval.{" "}
          <button type="button" className={linkClass} onClick={() => setArchived(true)}>
            Show archived prompts
          </button>
        </Empty>
      ) : (
        <>
          <PromptFilterBar filters={filters}>
            <Segmented
              label="View"
              className="ml-auto"
              value={view}
              onValueChange={setView}
              options={[
                { value: "folders", label: "Folders" },
                { value: "list", label: "List" },
              ]}
            />
          </PromptFilterBar>
          <PromptTable project={project} prompts={rows} isGrouped={view === "folders"} />
          <TableKeys>
            <span>
              <Kbd keys="?" /> all keys
            </span>
            <span className="ml-auto">
              Intervals are Wilson, 95 %. The bar runs from 0 to 100 %.
            </span>
          </TableKeys>
        </>
      )}
      {isNew && <NewPromptDialog project={project} onClose={() => setIsNew(null)} />}
    </>
  );
}

function summarise(prompts: Prompt[]): string {
  const folders = new Set(prompts.map(({ name }) => name.split("/").slice(0, -1).join("/"))).size;
  const notMeasured = prompts.filter(PROMPT_STATES["not-measured"]).length;
  const count = `${prompts.length} ${prompts.length === 1 ? "prompt" : "prompts"}`;
  return `${count} in ${folders} ${folders === 1 ? "folder" : "folders"}. ${notMeasured} never measured.`;
}
