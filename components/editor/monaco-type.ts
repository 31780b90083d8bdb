import type * as monaco from "monaco-editor/editor";

/** Of its own, so that what the editor is made of need not import the editor. */
export type Monaco = typeof monaco;
