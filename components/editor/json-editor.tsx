"use client";
import { useEffect, useRef, useState } from "react";
import { TextEditor } from "./text-editor";
import type { TextEditorHandle, TextEditorProps } from "./text-editor-props";

export interface JsonEditorProps extends TextEditorProps {
  /** What the document must look like; `jsonSchemaOfSchemas` for a document that is a JSON Schema. */
  schema?: object;
  /** Called with what is wrong now, in words with their line; empty when nothing is. */
  onProblems?: (problems: readonly string[]) => void;
}

/** The editor's language service knows this address, so nothing is fetched. */
export const jsonSchemaOfSchemas = { $ref: "http://json-schema.org/draft-07/schema#" };

// The service has one list of schemas for all documents: each editor adds its own.
const schemas = new Map<string, object>();

async function publishSchemas() {
  const { jsonDefaults } = await import("./monaco");
  jsonDefaults.setDiagnosticsOptions({
    validate: true,
    allowComments: false,
    enableSchemaRequest: false,
    schemaValidation: "error",
    schemas: Array.from(schemas, ([uri, schema]) => ({
      uri: `${uri}#schema`,
      fileMatch: [uri],
      schema,
    })),
  });
}

/** JSON with its schema's completions and problems underlined where they are. */
export function JsonEditor({ schema, onProblems, ...rest }: JsonEditorProps) {
  const [handle, setHandle] = useState<TextEditorHandle | null>(null);
  const report = useRef(onProblems);
  useEffect(() => {
    report.current = onProblems;
  });

  useEffect(() => {
    if (!handle || !schema) return;
    const uri = handle.model.uri.toString();
    schemas.set(uri, schema);
    void publishSchemas();
    return () => {
      schemas.delete(uri);
      void publishSchemas();
    };
  }, [handle, schema]);

  useEffect(() => {
    if (!handle) return;
    const { monaco, model } = handle;
    const subscription = monaco.editor.onDidChangeMarkers((resources) => {
      if (!resources.some((resource) => resource.toString() === model.uri.toString())) return;
      const markers = monaco.editor.getModelMarkers({ resource: model.uri });
      report.current?.(
        markers.map((marker) => `Line ${marker.startLineNumber}: ${marker.message}`),
      );
    });
    return () => subscription.dispose();
  }, [handle]);

  return <TextEditor language="json" onReady={setHandle} {...rest} />;
}
