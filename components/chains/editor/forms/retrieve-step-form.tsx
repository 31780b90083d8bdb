"use client";
import { useQuery } from "@tanstack/react-query";
import { Combobox } from "@/components/ui/controls/combobox";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { Link } from "@/components/ui/controls/link";
import { Segmented } from "@/components/ui/controls/segmented";
import { Select } from "@/components/ui/controls/select";
import { linkClass } from "@/components/ui/text/link-class";
import { documentQueries } from "@/lib/documents/queries";
import { formatCountOf } from "@/lib/format-number";
import type { StepOf } from "@/lib/prompts/chain/chain-content";
import type { StepFormProps } from "../chain-desk";
import { AddressAuth } from "./address-auth";
import { AddressField } from "./address-field";

const numberOf = (text: string): number | undefined => (text === "" ? undefined : Number(text));

type Config = StepOf<"retrieve">["config"];

interface PartProps extends Pick<StepFormProps<"retrieve">, "desk" | "step" | "problemAt"> {
  set: (config: Config) => void;
}

/** Where passages come from, and how many. */
export default function RetrieveStepForm(props: StepFormProps<"retrieve">) {
  const { desk, step, onChange, problemAt } = props;
  const { url, auth } = step.config;
  const set = (config: Config) => onChange({ ...step, config });
  const shared = sharedOf(step.config);
  const source = url === undefined ? "documents" : "url";
  return (
    <div className="grid gap-3">
      <Segmented
        className="justify-self-start"
        label="Passages from"
        value={source}
        onValueChange={(next) =>
          !desk.readOnly &&
          set(next === "url" ? { url: url ?? "", ...shared } : { documents: "", ...shared })
        }
        options={[
          { value: "documents", label: "Document set" },
          { value: "url", label: "Your own search" },
        ]}
      />
      {source === "url" ? (
        <>
          <AddressField
            value={url ?? ""}
            hint="Gets the step's input as JSON, and answers with { passages: [{ id, text }] }."
            readOnly={desk.readOnly}
            error={problemAt("config.url")}
            onChange={(next) => set({ ...step.config, url: next })}
          />
          <AddressAuth
            project={desk.project}
            {...{ auth, problemAt }}
            url={url ?? ""}
            readOnly={desk.readOnly}
            onChange={(next) => set({ url: url ?? "", ...(next ? { auth: next } : {}), ...shared })}
          />
        </>
      ) : (
        <DocumentFields {...{ desk, step, set, problemAt }} />
      )}
      <LimitFields {...{ desk, step, set, problemAt }} />
    </div>
  );
}

/** What stays when the passages come from somewhere else. */
const sharedOf = ({ topK, minScore }: Config) => ({
  topK,
  ...(minScore === undefined ? {} : { minScore }),
});

function DocumentFields({ desk, step, set, problemAt }: PartProps) {
  const { documents, revision } = step.config;
  const { data: sets } = useQuery(documentQueries.list(desk.project));
  const newest = sets?.data.find(({ name }) => name === documents)?.revision ?? 0;
  const revisions = Array.from({ length: newest }, (_, index) => newest - index);
  const shared = sharedOf(step.config);
  return (
    <div className="grid gap-3 md:grid-cols-[minmax(0,1fr)_160px]">
      <Field
        label="Document set"
        error={problemAt("config.documents")}
        aside={
          <Link className={linkClass} href={`/${desk.project}/document-sets`}>
            Document sets
          </Link>
        }
      >
        <Combobox
          label={`Document set of ${step.key}`}
          size="sm"
          disabled={desk.readOnly}
          value={documents ?? ""}
          placeholder="Choose a document set"
          emptyText="No document set is called that."
          options={(sets?.data ?? []).map(({ name, documents: count }) => ({
            value: name,
            label: name,
            hint: formatCountOf(count, "document"),
          }))}
          onValueChange={(name) => set({ documents: name, ...shared })}
        />
      </Field>
      <Field label="Revision" optional error={problemAt("config.revision")}>
        <Select
          size="sm"
          disabled={desk.readOnly || !documents}
          value={revision ?? ""}
          onChange={({ target }) => {
            const number = numberOf(target.value);
            const pinned = number === undefined ? {} : { revision: number };
            set({ documents: documents ?? "", ...pinned, ...shared });
          }}
        >
          <option value="">newest at each run</option>
          {revision !== undefined && !revisions.includes(revision) && (
            <option value={revision}>r{revision}</option>
          )}
          {revisions.map((number) => (
            <option key={number} value={number}>
              r{number}
              {number === newest && ", newest now"}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  );
}

function LimitFields({ desk, step, set, problemAt }: PartProps) {
  const { topK, minScore } = step.config;
  return (
    <div className="grid gap-3 md:grid-cols-[160px_160px]">
      <Field label="Passages" error={problemAt("config.topK")}>
        <Input
          size="sm"
          type="number"
          min={1}
          max={50}
          readOnly={desk.readOnly}
          value={topK}
          onChange={({ target }) => set({ ...step.config, topK: Number(target.value) })}
        />
      </Field>
      <Field label="Minimum score" optional error={problemAt("config.minScore")}>
        <Input
          size="sm"
          type="number"
          min={0}
          max={1}
          step={0.05}
          placeholder="0 to 1"
          readOnly={desk.readOnly}
          value={minScore ?? ""}
          onChange={({ target }) => {
            const { minScore: _, ...rest } = step.config;
            const least = numberOf(target.value);
            set(least === undefined ? rest : { ...rest, minScore: least });
          }}
        />
      </Field>
    </div>
  );
}
