import type { QueryClient } from "@tanstack/react-query";
import type { ComponentType, ReactNode } from "react";
import type { z } from "zod";
import type { MergeChoices, Merged } from "@/lib/prompts/merge-parts";
import type { VersionSummary } from "@/lib/prompts/version-contract";

/** A saved version, taken apart. */
export interface SavedContent<Content> {
  summary: VersionSummary;
  content: Content;
}

export interface VersionAbout {
  commitMessage: string;
  ticketUrl?: string;
  parentVersion?: number;
}

/** What a person writes beside the content. */
export interface SaveAnswers {
  commitMessage: string;
  ticketUrl: string;
  wantsRun: boolean;
  /** Run after saving; null: the one of the last eval. */
  evalSet: string | null;
}

export interface DifferenceProps<Content> {
  project: string;
  parent: { number: number; content: Content } | null;
  content: Content;
}

/** How a version of a kind of content is read, checked, compared and saved. */
export interface SaveShape<Content> {
  read: (client: QueryClient, number: number) => Promise<SavedContent<Content>>;
  save: (body: Content & VersionAbout) => Promise<SavedContent<Content>>;
  schema: () => Promise<z.ZodType>;
  /** What has to be put right before it can be saved. */
  listProblems: (content: Content) => { path: string; message: string }[];
  isSame: (parent: Content, content: Content) => boolean;
  /** A path of the content as people call it. */
  placeOf: (path: string, content: Content) => string;
  /** Said when there is no problem. */
  validity: string;
  /** What differs from the parent; of a first version, what it holds. */
  Difference: ComponentType<DifferenceProps<Content>>;
  /** Worth saying, and no reason to refuse. */
  notices?: (what: DifferenceProps<Content> & { canSave: boolean }) => ReactNode;
  merge: (base: Content, mine: Content, theirs: Content, choices: MergeChoices) => Merged<Content>;
}
