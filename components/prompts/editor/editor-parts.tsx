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

type Opened = { part: "tool"; index: number } | { part: "schema" | "retrieval" | "config" } | null;

/** Tools, output schema, retrieval and the application's config: one row each, written in a dialog. */
export function EditorParts({ project, prompt, editor, readOnly, change }: Props) {
  const [opened, setOpened] = useState<Opened>(null);
  const { tools = [], outputSchema, retrieval, config } = editor;
  const close = () => setOpened(null);
  const setTools = (next: NonNullable<VersionContent["tools"]>) =>
    change((before) => ({ ...before, tools: next }));
  const row = (name: string, note: string, onOpen: () => void) => (
    <li key={name} className="flex min-h-6 items-center gap-2 text-12/5">
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
  const add = (label: string, open: Opened) => (
    <Button
      size="sm"
      variant="ghost"
      className="-ml-2.5"
      icon={<Plus aria-hidden="true" />}
      onClick={() => setOpened(open)}
    >
      {label}
    </Button>
  );
  return (
    <SideSection title="Tools and output">
      <ul>
        {tools.map((tool, index) =>
          row(tool.name, argumentsOf(tool.parameters), () => setOpened({ part: "tool", index })),
        )}
        {outputSchema &&
          row("output schema", fieldsOf(outputSchema), () => setOpened({ part: "schema" }))}
        {retrieval &&
          row("retrieval", `${retrieval.source}, top ${retrieval.topK}`, () =>
            setOpened({ part: "retrieval" }),
          )}
        {config &&
          row("app config", formatCountOf(Object.keys(config).length, "member"), () =>
            setOpened({ part: "config" }),
          )}
      </ul>
      {readOnly && tools.length === 0 && !outputSchema && !retrieval && !config && (
        <p className="m-0 text-12 text-text-3">No tools, no output schema, no retrieval.</p>
      )}
      {!readOnly && (
        <div className="flex flex-wrap">
          {add("Tool", { part: "tool", index: tools.length })}
          {!outputSchema && add("Output schema", { part: "schema" })}
          {!retrieval && add("Retrieval", { part: "retrieval" })}
          {!config && add("App config", { part: "config" })}
        </div>
      )}
      {opened?.part === "tool" && (
        <EditorToolDialog
          draftKey={`tool ${project} ${prompt} ${tools[opened.index]?.name ?? ""}`}
          tool={tools[opened.index]}
          others={tools.flatMap(({ name }, index) => (index === opened.index ? [] : [name]))}
          readOnly={readOnly}
          onClose={close}
          onSave={(tool) => setTools(tools.toSpliced(opened.index, 1, tool))}
          onRemove={() => setTools(tools.toSpliced(opened.index, 1))}
        />
      )}
      {opened?.part === "schema" && (
        <EditorSchemaDialog
          draftKey={`output schema ${project} ${prompt}`}
          schema={outputSchema}
          readOnly={readOnly}
          onClose={close}
          onSave={(schema) => change((before) => ({ ...before, outputSchema: schema }))}
        />
      )}
      {opened?.part === "config" && (
        <EditorConfigDialog
          draftKey={`app config ${project} ${prompt}`}
          config={config}
          readOnly={readOnly}
          onClose={close}
          onSave={(next) => change((before) => ({ ...before, config: next }))}
        />
      )}
      {opened?.part === "retrieval" && (
        <EditorRetrievalDialog
          draftKey={`retrieval ${project} ${prompt}`}
          retrieval={retrieval}
          readOnly={readOnly}
          onClose={close}
          onSave={(next) => change((before) => ({ ...before, retrieval: next }))}
        />
      )}
    </SideSection>
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
