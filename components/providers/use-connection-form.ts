"use client";
import { optionalNumberOf } from "@/components/ui/forms/typed-number";
import { useZodForm } from "@/components/ui/forms/use-zod-form";
import { toast } from "@/components/ui/overlays/toast";
import type { ConnectionDetail, ConnectionKind } from "@/lib/providers/contract";
import { useCreateConnection, useTestConnection, useUpdateConnection } from "@/lib/providers/hooks";

export interface ConnectionFormOptions {
  project: string;
  /** null: a new one. */
  connection: ConnectionDetail | null;
  onClose: () => void;
}

/** Saves a new connection, or what is new of one, and tests it. */
export function useConnectionForm({ project, connection, onClose }: ConnectionFormOptions) {
  const create = useCreateConnection(project);
  const update = useUpdateConnection(project);
  const test = useTestConnection(project);
  return useZodForm({
    draftKey: `connection ${project} ${connection?.name ?? ""}`,
    defaultValues: {
      kind: connection?.kind ?? ("openai" as ConnectionKind),
      name: connection?.name ?? "openai",
      baseUrl: connection?.baseUrl ?? "",
      apiKey: "",
      requestsPerMinute: limitText(connection?.requestsPerMinute),
      tokensPerMinute: limitText(connection?.tokensPerMinute),
    },
    schema: async () => {
      const contract = await import("@/lib/providers/contract");
      return connection ? contract.UpdateConnection : contract.ConnectionInput;
    },
    toBody: (values) => {
      const baseUrl = values.baseUrl.trim();
      const apiKey = values.apiKey.trim();
      const key = apiKey ? { apiKey } : {};
      const limits = {
        requestsPerMinute: optionalNumberOf(values.requestsPerMinute),
        tokensPerMinute: optionalNumberOf(values.tokensPerMinute),
      };
      if (!connection) {
        const { kind, name } = values;
        return { kind, name, ...(baseUrl ? { baseUrl } : {}), ...key, ...limits };
      }
      const isMoved = values.baseUrl !== (connection.baseUrl ?? "");
      return { ...(isMoved ? { baseUrl: baseUrl || null } : {}), ...key, ...limits };
    },
    save: (body) =>
      "kind" in body
        ? create.mutateAsync(body)
        : update.mutateAsync({ connection: connection?.name ?? "", ...body }),
    fieldOfCode: { conflict: "name" },
    onSaved: ({ name }) => {
      onClose();
      test.mutate(name);
      toast(`${name} is saved and being tested`);
    },
  });
}

const limitText = (limit: number | null | undefined): string =>
  limit == null ? "" : String(limit);
