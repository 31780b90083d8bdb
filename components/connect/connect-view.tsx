"use client";
import { useQuery } from "@tanstack/react-query";
import { BookOpen } from "lucide-react";
import { buttonClass } from "@/components/ui/controls/button-class";
import { Field } from "@/components/ui/controls/field";
import { RadioGroup } from "@/components/ui/controls/radio-group";
import { Select } from "@/components/ui/controls/select";
import { PageHead } from "@/components/ui/page-head";
import type { Prompt } from "@/lib/prompts/contract";
import { promptQueries } from "@/lib/prompts/queries";
import { ConnectCheck } from "./connect-check";
import { NoPrompt, NothingLive } from "./connect-gaps";
import { ConnectKey } from "./connect-key";
import { ConnectRail } from "./connect-rail";
import { ConnectStep } from "./connect-step";
import { SnippetBlock } from "./snippet-block";
import { CLIENTS, type SnippetFacts, writeSnippet } from "./snippets";
import { useConnectChoice } from "./use-connect-choice";

interface Props {
  project: string;
  baseUrl: string;
  environments: string[];
  isAdmin: boolean;
  mayWrite: boolean;
}

/** From nothing to the first request: a client, a key, code with the project's own names, and what has arrived. */
export function ConnectView({ project, baseUrl, environments, isAdmin, mayWrite }: Props) {
  const choice = useConnectChoice({ project, environments, isAdmin });
  const { client, environment, prompt, keys, chosenKey, newKey } = choice;
  const facts = useSnippetFacts(project, prompt, environment);
  const apiKey = newKey?.apiKey ?? `galley_live_…${chosenKey?.lastFour ?? ""}`;
  const snippet =
    prompt &&
    writeSnippet(client, {
      ...facts,
      ...{ baseUrl, project, environment, apiKey },
      prompt: prompt.name,
      kind: prompt.kind,
    });
  return (
    <>
      <PageHead
        title="Connect your app"
        sub="Your app fetches a prompt from Galley, calls the model itself and reports the outcome."
        actions={
          <a className={buttonClass()} href="/api/v1/openapi.json" target="_blank" rel="noreferrer">
            <BookOpen aria-hidden="true" /> Reference
          </a>
        }
      />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_340px]">
        <div className="min-w-0">
          <ClientStep
            {...{ project, environments, isAdmin, choice }}
            lines={snippet?.environment ?? `GALLEY_API_KEY=${apiKey}`}
          />
          <CodeStep {...{ project, mayWrite, choice, snippet }} />
          {prompt && (
            <ConnectStep number={3} title="Check" beside="updates automatically">
              <ConnectCheck
                {...{ project, environment, isAdmin }}
                prompt={prompt.name}
                apiKey={chosenKey}
              />
            </ConnectStep>
          )}
        </div>
        <ConnectRail client={client} keys={chosenKey ? [chosenKey] : (keys ?? null)} />
      </div>
    </>
  );
}

type Choice = ReturnType<typeof useConnectChoice>;

interface ClientStepProps extends Pick<Props, "project" | "environments" | "isAdmin"> {
  choice: Choice;
  /** The environment variables, as they are copied. */
  lines: string;
}

function ClientStep({ project, environments, isAdmin, choice, lines }: ClientStepProps) {
  const { client, environment, keys, chosenKey, newKey, set } = choice;
  return (
    <ConnectStep number={1} title="Client and environment">
      <RadioGroup
        label="Client"
        hideLabel
        tiles
        options={CLIENTS}
        value={client}
        onValueChange={(next) => void set({ client: next })}
      />
      <div className="grid items-start gap-2 md:grid-cols-[148px_minmax(0,1fr)]">
        <Field label="Environment">
          <Select
            value={environment}
            onChange={({ target }) => void set({ environment: target.value })}
          >
            {environments.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </Select>
        </Field>
        <div className="grid min-w-0 gap-2">
          <ConnectKey
            {...{ project, environment, isAdmin, newKey, lines }}
            keys={keys ?? []}
            chosen={chosenKey}
            onMade={choice.showNewKey}
            onChoose={(key) => void set({ key })}
          />
        </div>
      </div>
    </ConnectStep>
  );
}

interface CodeStepProps extends Pick<Props, "project" | "mayWrite"> {
  choice: Choice;
  snippet: ReturnType<typeof writeSnippet> | undefined;
}

function CodeStep({ project, mayWrite, choice, snippet }: CodeStepProps) {
  const { environment, prompts, prompt, newKey, set } = choice;
  return (
    <ConnectStep
      number={2}
      title="Add it to your code"
      beside={prompt && "filled with your project’s names"}
      end={
        prompt && (
          <Select
            size="sm"
            aria-label="Prompt"
            value={prompt.name}
            onChange={({ target }) => void set({ prompt: target.value })}
          >
            {prompts.map((one) => (
              <option key={one.name} value={one.name}>
                {one.name}, {liveInWords(one, environment)}
              </option>
            ))}
          </Select>
        )
      }
    >
      {!prompt && <NoPrompt {...{ project, mayWrite }} />}
      {prompt && !prompt.live[environment] && (
        <NothingLive {...{ project, prompt, environment, mayWrite }} />
      )}
      {snippet && <Snippets snippet={snippet} hasNewKey={newKey !== null} />}
    </ConnectStep>
  );
}

interface SnippetsProps {
  snippet: ReturnType<typeof writeSnippet>;
  /** Its environment is shown with the key already. */
  hasNewKey: boolean;
}

function Snippets({ snippet, hasNewKey }: SnippetsProps) {
  return (
    <>
      {snippet.install && <SnippetBlock label="Install" code={snippet.install} />}
      {!hasNewKey && (
        <SnippetBlock
          label="Environment"
          file={snippet.environmentFile}
          code={snippet.environment}
        />
      )}
      <SnippetBlock label="Code" file={snippet.file} code={snippet.code} />
    </>
  );
}

const liveInWords = ({ live }: Prompt, environment: string) =>
  live[environment] ? `v${live[environment].version} live` : "nothing live";

/** What the version that is live, or else the newest one, has to be filled with. */
function useSnippetFacts(
  project: string,
  prompt: Prompt | undefined,
  environment: string,
): Pick<SnippetFacts, "variables" | "placeholders"> {
  const number = prompt?.live[environment]?.version ?? prompt?.latestVersion ?? null;
  const { data } = useQuery({
    ...promptQueries.version(project, prompt?.name ?? "", number ?? 1),
    enabled: number !== null,
  });
  return {
    variables: data?.variables ?? [],
    placeholders: (data?.messages ?? []).flatMap((message) =>
      "placeholder" in message ? message.placeholder : [],
    ),
  };
}
