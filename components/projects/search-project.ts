import type { PaletteItem } from "@/components/layout/command-palette";
import { callApi } from "@/lib/http/api-client";
import type { SearchKind, searchRoute } from "@/lib/search/contract";

const GROUP: Record<SearchKind, string> = {
  prompt: "Prompts",
  chain: "Chains",
  version: "Versions",
  run: "Runs",
  review: "Reviews",
  release: "Releases",
  eval_set: "Eval sets",
  case: "Cases",
  document_set: "Document sets",
  trace: "Traces",
};

/** What the palette finds in a project. */
export async function searchProject(
  project: string,
  text: string,
  signal: AbortSignal,
): Promise<PaletteItem[]> {
  const { data } = await callApi<typeof searchRoute>("GET", "/api/v1/projects/{project}/search", {
    params: { project },
    query: { q: text },
    signal,
  });
  return data.map(({ kind, label, hint, path }) => ({
    id: path,
    label,
    group: GROUP[kind],
    hint,
    href: `/${project}/${path}`,
  }));
}
