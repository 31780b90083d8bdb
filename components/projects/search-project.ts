import type { PaletteItem } from "@/components/layout/command-palette";
import { callApi } from "@/lib/http/api-client";
import type { listPromptsRoute } from "@/lib/prompts/contract";

/** What the palette finds in a project. */
export async function searchProject(
  project: string,
  text: string,
  signal: AbortSignal,
): Promise<PaletteItem[]> {
  const found = await callApi<typeof listPromptsRoute>(
    "GET",
    "/api/v1/projects/{project}/prompts",
    {
      params: { project },
      query: { q: text, limit: 8 },
      signal,
    },
  );
  return found.data.map(({ name, description }) => ({
    id: name,
    label: name,
    group: "Prompts",
    hint: description ?? "",
    href: `/${project}/prompts/${encodeURIComponent(name)}`,
  }));
}
