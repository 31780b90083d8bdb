"use client";
import { Plus } from "lucide-react";
import { useState } from "react";
import { cn } from "@/components/ui/cn";
import { Button } from "@/components/ui/controls/button";
import { lazyView } from "@/components/ui/lazy-view";
import { quietLinkClass } from "@/components/ui/text/link-class";
import { formatCountOf } from "@/lib/format-number";
import type { VersionContent } from "@/lib/prompts/version-contract";
import type { EditorContent } from "./editor-content";
import { SideSection } from "./side-section";

const EditorToolDialog = lazyView(() => import("./editor-tool-dialog"));
const EditorSchemaDialog = lazyView(() => import("./editor-schema-dialog"));
const EditorConfigDialog = lazyView(() => import("./editor-config-dialog"));
const EditorRetrievalDialog = lazyView(() => import("./editor-retrieval-dialog"));

interface Props {
  project: string;
  prompt: string;
  editor: EditorContent;
  readOnly: boolean;
  change: (edit: (before: EditorContent) => EditorContent) => void;
}

type Opened = { part: "tool"; index: number } | { part: "schema" | "retrieval" | "config" };

/** Tools, output schema, retrieval and the application's config: one row each, written in a dialog. */
export function EditorParts(props: Props) {
  const { editor, readOnly } = props;
  const [opened, setOpened] = useState<Opened | null>(null);
  const { tools = [], outputSchema, retrieval, config } = editor;
  return (
    <SideSection title="Tools and output">
      <ul>
        {tools.map((tool, index) => (
          <PartRow
            key={tool.name}
            name={tool.name}
            note={argumentsOf(tool.parameters)}
            onOpen={() => setOpened({ part: "tool", index })}
          />
        ))}
        {outputSchema && (
          <PartRow
            name="output schema"
            note={fieldsOf(outputSchema)}
            onOpen={() => setOpened({ part: "schema" })}
          />
        )}
        {retrieval && (
          <PartRow
            name="retrieval"
            note={`${retrieval.source}, top ${retrieval.topK}`}
            onOpen={() => setOpened({ part: "retrieval" })}
          />
        )}
        {config && (
          <PartRow
            name="app config"
            note={formatCountOf(Object.keys(config).length, "member")}
            onOpen={() => setOpened({ part: "config" })}
          />
        )}
      </ul>
      {readOnly && tools.length === 0 && !outputSchema && !retrieval && !config && (
        <p className="m-0 text-12 text-text-3">No tools, no output schema, no retrieval.</p>
      )}
      {!readOnly && <AddParts editor={editor} onAdd={setOpened} />}
      {opened && <OpenedPart {...props} opened={opened} onClose={() => setOpened(null)} />}
    </SideSection>
  );
}

interface PartRowProps {
  name: string;
  note: string;
  onOpen: () => void;
}

function PartRow({ name, note, onOpen }: PartRowProps) {
  return (
    <li className="flex min-h-6 items-center gap-2 text-12/5">
      <button
        type="button"
        className={cn(quietLinkClass, "truncate font-mono text-code")}
        title={name}
        onClick={onOpen}
      >
        {name}
      </button>
      <span className="text-text-3 whitespace-nowrap ml-auto">{note}</span>
    </li>
  );
}

interface AddPartsProps {
  editor: EditorContent;
  onAdd: (part: Opened) => void;
}

/** There can be many tools, and one of each other part. */
function AddParts({ editor, onAdd }: AddPartsProps) {
  const { tools = [], outputSchema, retrieval, config } = editor;
  const add = (label: string, part: Opened) => (
    <Button
      size="sm"
      variant="ghost"
      className="-ml-2.5"
      icon={<Plus aria-hidden="true" />}
      onClick={() => onAdd(part)}
    >
      {label}
    </Button>
  );
  return (
    <div className="flex flex-wrap">
      {add("Tool", { part: "tool", index: tools.length })}
      {!outputSchema && add("Output schema", { part: "schema" })}
      {!retrieval && add("Retrieval", { part: "retrieval" })}
      {!config && add("App config", { part: "config" })}
    </div>
  );
}

interface OpenedPartProps extends Props {
  opened: Opened;
  onClose: () => void;
}

function OpenedPart({ project, prompt, editor, change, opened, ...dialog }: OpenedPartProps) {
  const { tools = [], outputSchema, retrieval, config } = editor;
  if (opened.part === "tool") {
    const { index } = opened;
    const setTools = (next: NonNullable<VersionContent["tools"]>) =>
      change((before) => ({ ...before, tools: next }));
    return (
      <EditorToolDialog
        draftKey={`tool ${project} ${prompt} ${tools[index]?.name ?? ""}`}
        tool={tools[index]}
        others={tools.flatMap(({ name }, place) => (place === index ? [] : [name]))}
        {...dialog}
        onSave={(tool) => setTools(tools.toSpliced(index, 1, tool))}
        onRemove={() => setTools(tools.toSpliced(index, 1))}
      />
    );
  }
  if (opened.part === "schema")
    return (
      <EditorSchemaDialog
        draftKey={`output schema ${project} ${prompt}`}
        schema={outputSchema}
        {...dialog}
        onSave={(schema) => change((before) => ({ ...before, outputSchema: schema }))}
      />
    );
  if (opened.part === "config")
    return (
      <EditorConfigDialog
        draftKey={`app config ${project} ${prompt}`}
        config={config}
        {...dialog}
        onSave={(next) => change((before) => ({ ...before, config: next }))}
      />
    );
  return (
    <EditorRetrievalDialog
      draftKey={`retrieval ${project} ${prompt}`}
      retrieval={retrieval}
      {...dialog}
      onSave={(next) => change((before) => ({ ...before, retrieval: next }))}
    />
  );
}

function argumentsOf(parameters: Record<string, unknown>): string {
  const { properties } = parameters;
  const n = typeof properties === "object" && properties ? Object.keys(properties).length : 0;
  return formatCountOf(n, "argument");
}

function fieldsOf(schema: Record<string, unknown>): string {
  const { required, properties } = schema;
  if (Array.isArray(required) && required.length > 0)
    return formatCountOf(required.length, "required field");
  const n = typeof properties === "object" && properties ? Object.keys(properties).length : 0;
  return formatCountOf(n, "field");
}
