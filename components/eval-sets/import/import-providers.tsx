"use client";
import { useQuery } from "@tanstack/react-query";
import { Input } from "@/components/ui/controls/input";
import { Select } from "@/components/ui/controls/select";
import { Table, Td, Th } from "@/components/ui/data/table";
import type { ImportRequest } from "@/lib/eval-sets/hooks";
import type { ImportReport } from "@/lib/eval-sets/import/import-report";
import { modelNameOf } from "@/lib/eval-sets/promptfoo/provider-list";
import { connectionQueries } from "@/lib/providers/queries";

type Providers = NonNullable<ImportReport["promptfoo"]>["providers"];
type Mapping = ImportRequest["providers"];

interface Props {
  project: string;
  providers: Providers;
  mapping: Mapping;
  onChange: (mapping: Mapping) => void;
}

/** Which connection and model stand for each provider of a promptfoo file. */
export function ImportProviders({ project, providers, mapping, onChange }: Props) {
  const { data } = useQuery(connectionQueries.list(project));
  const connections = data?.data ?? [];

  function choose(id: string, provider: string) {
    const { [id]: previous, ...others } = mapping;
    const name = previous?.name ?? modelNameOf(id);
    onChange(provider === "" ? others : { ...others, [id]: { provider, name } });
  }

  return (
    <section aria-label="Providers">
      <h3 className="mb-2">Providers</h3>
      <Table label="Providers of the file" dense>
        <thead>
          <tr>
            <Th>In the file</Th>
            <Th style={{ width: 130 }}>Connection</Th>
            <Th style={{ width: 150 }}>Model</Th>
          </tr>
        </thead>
        <tbody>
          {providers.map(({ id, uses }) => {
            const model = mapping[id];
            return (
              <tr key={id}>
                <Td>
                  <span className="block max-w-48 truncate font-mono text-12" title={id}>
                    {id}
                  </span>
                  <span className="text-12 text-text-3">
                    {uses.map((use) => USES[use]).join(", ")}
                  </span>
                </Td>
                <Td>
                  <Select
                    size="sm"
                    aria-label={`Connection for ${id}`}
                    value={model?.provider ?? ""}
                    onChange={(event) => choose(id, event.target.value)}
                  >
                    <option value="">none</option>
                    {connections.map(({ name }) => (
                      <option key={name}>{name}</option>
                    ))}
                  </Select>
                </Td>
                <Td>
                  {model && (
                    <Input
                      size="sm"
                      mono
                      aria-label={`Model for ${id}`}
                      defaultValue={model.name}
                      onBlur={(event) => {
                        const name = event.target.value.trim();
                        if (name) onChange({ ...mapping, [id]: { ...model, name } });
                      }}
                    />
                  )}
                </Td>
              </tr>
            );
          })}
        </tbody>
      </Table>
    </section>
  );
}

const USES: Record<Providers[number]["uses"][number], string> = {
  prompt: "answers",
  grader: "grades",
  embedding: "embeds",
};
