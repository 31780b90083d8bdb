"use client";
import { useQuery } from "@tanstack/react-query";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useState } from "react";
import type { NewKey } from "@/components/api-keys/new-key-dialog";
import { apiKeyQueries } from "@/lib/projects/queries";
import { promptQueries } from "@/lib/prompts/queries";
import { CLIENTS } from "./snippets";

const WAITING_MS = 2_000;
/** Clients are noted once a minute. */
const SEEN_MS = 60_000;
const clients = CLIENTS.map(({ value }) => value);

interface ChoiceOptions {
  project: string;
  environments: string[];
  isAdmin: boolean;
}

/** The client, environment, prompt and key that the code is written for: as the address says, else the likely ones. */
export function useConnectChoice({ project, environments, isAdmin }: ChoiceOptions) {
  const [address, set] = useQueryStates(
    {
      client: parseAsStringLiteral(clients).withDefault("galley"),
      environment: parseAsString,
      prompt: parseAsString,
      key: parseAsString,
    },
    { history: "replace" },
  );
  const [created, setCreated] = useState<NewKey | null>(null);
  const prompts = useQuery(promptQueries.list(project)).data?.data ?? [];
  const environment = environments.includes(address.environment ?? "")
    ? (address.environment ?? "")
    : (environments.find((name) => name === "production") ?? environments[0] ?? "production");
  const prompt =
    prompts.find(({ name }) => name === address.prompt) ??
    prompts.find(({ live }) => live[environment]) ??
    prompts[0];
  const keys = useQuery({
    ...apiKeyQueries.list(project),
    enabled: isAdmin,
    refetchInterval: ({ state }) => {
      const key = state.data?.data.find(({ id }) => id === address.key);
      return key && key.firstUsedAt === null ? WAITING_MS : SEEN_MS;
    },
  }).data?.data;
  const chosenKey = keys?.find(({ id }) => id === address.key) ?? null;
  const newKey = created && created.id === address.key ? created : null;
  return {
    ...{ client: address.client, environment, prompts, prompt, keys, chosenKey, newKey, set },
    showNewKey(key: NewKey) {
      setCreated(key);
      void set({ key: key.id });
    },
  };
}
