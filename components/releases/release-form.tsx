"use client";
import { useQuery } from "@tanstack/react-query";
import { parseAsInteger, parseAsString, useQueryStates } from "nuqs";
import { Select } from "@/components/ui/controls/select";
import { PageHead } from "@/components/ui/page-head";
import type { Environment } from "@/lib/projects/environment-contract";
import { promptQueries } from "@/lib/prompts/queries";
import { ReleaseNoteForm } from "./release-note-form";

interface Props {
  project: string;
  person: string;
  environments: Environment[];
}

/** Chooses what goes live where, in the address; then the note for it. */
export function ReleaseForm({ project, person, environments }: Props) {
  const [query, set] = useQueryStates({
    prompt: parseAsString,
    version: parseAsInteger,
    environment: parseAsString.withDefault(environments[0]?.name ?? "production"),
    review: parseAsString,
  });
  const { data: prompts } = useQuery(promptQueries.list(project, { kind: "any" }));
  const chosen = prompts?.data.find(({ name }) => name === query.prompt);
  const latest = chosen?.latestVersion ?? null;
  const version = query.version ?? latest;
  const { prompt, environment, review } = query;
  const choice = (
    <div className="mb-4 flex flex-wrap items-center gap-2">
      <Select
        aria-label="Prompt"
        className="w-60"
        value={prompt ?? ""}
        onChange={(event) =>
          set({ prompt: event.target.value || null, version: null, review: null })
        }
      >
        <option value="">Choose a prompt</option>
        {prompts?.data
          .filter(({ latestVersion }) => latestVersion)
          .map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
      </Select>
      {latest && (
        <Select
          aria-label="Version"
          className="w-24"
          value={version ?? ""}
          onChange={(event) => set({ version: Number(event.target.value), review: null })}
        >
          {Array.from({ length: latest }, (_, index) => latest - index).map((number) => (
            <option key={number} value={number}>
              v{number}
            </option>
          ))}
        </Select>
      )}
      <span className="text-text-2 text-12">to</span>
      <Select
        aria-label="Environment"
        className="w-40"
        value={environment}
        onChange={(event) => set({ environment: event.target.value, review: null })}
      >
        {environments.map(({ name }) => (
          <option key={name}>{name}</option>
        ))}
      </Select>
    </div>
  );
  return (
    <>
      {!(prompt && version) && (
        <PageHead title="New release" sub="Choose what goes live and where." />
      )}
      {prompt && version && (
        <ReleaseNoteForm
          key={`${prompt}@${version}>${environment}`}
          project={project}
          person={person}
          target={{ prompt, version, environment, ...(review ? { review } : {}) }}
        >
          {choice}
        </ReleaseNoteForm>
      )}
      {!(prompt && version) && choice}
    </>
  );
}
