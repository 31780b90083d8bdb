import { z } from "zod";
import { Split } from "@/lib/eval-sets/case-content";
import { Json } from "@/lib/http/contract";
import {
  Comparator,
  CriterionKind,
  CriterionLevel,
  CriterionMetric,
} from "@/lib/specs/criterion-metric";

/** A criterion with everything that decides it, also what it leaves to defaults. */
export const CriterionDefinition = z.object({
  key: z.string(),
  statement: z.string(),
  level: CriterionLevel,
  kind: CriterionKind,
  /** null: one scorer is asked. */
  metric: CriterionMetric.nullable(),
  /** Scorer name or metric, as people call it. */
  measure: z.string(),
  comparator: Comparator,
  threshold: z.number(),
  /** null: a non_regression, whose margin is its threshold. */
  tolerance: z.number().nullable(),
  repeats: z.int(),
  /** null: as many cases may newly fail as the margin lets; absent in what was stored before there were caps. */
  maxNewlyFailing: z.int().nullable().optional(),
  evalSet: z.string(),
  split: Split,
  segment: z.string().nullable(),
  environment: z.string().nullable(),
  /** Hashes of the scorers that have to vote; null: there is no such scorer; []: it is measured without. */
  scorers: z.array(z.string()).nullable(),
});
export type CriterionDefinition = z.infer<typeof CriterionDefinition>;

/** The labels of one judge that count for gates, of the outputs of one content. */
export const JudgeLabels = z.object({
  judge: z.string(),
  contentHash: z.string(),
  outputs: z.int(),
  /** The same as long as every label is. */
  hash: z.string(),
});
export type JudgeLabels = z.infer<typeof JudgeLabels>;

/**
 * What gates of one version are decided by, at one moment: stored with an approval, and frozen with a release.
 * Cases are named by the set's revision; their states are never changed, so that what changed since can
 * always be asked (`loadCaseChanges`).
 */
export const EvidenceDefinitions = z
  .object({
    contentHash: z.string(),
    model: z.object({ provider: z.string(), name: z.string() }).nullable(),
    /** 0: no spec was written. */
    specRevision: z.int(),
    criteria: z.array(CriterionDefinition),
    evalSets: z.array(z.object({ id: z.string(), name: z.string(), revision: z.int() })),
    scorers: z.array(
      z.object({ hash: z.string(), name: z.string(), kind: z.string(), config: Json }),
    ),
    /** Those that criteria name and that exist; `sentence` is the condition in words. */
    segments: z.array(z.object({ name: z.string(), condition: Json, sentence: z.string() })),
    /** What people say of outputs of the prompt's runs, which corrects a judge's rate; absent in what was stored before. */
    labels: z.array(JudgeLabels).optional(),
  })
  .meta({ id: "EvidenceDefinitions" });
export type EvidenceDefinitions = z.infer<typeof EvidenceDefinitions>;

/** What happened to the cases of one set and split since a revision. No case of a holdout is named. */
export const CaseChanges = z.object({
  evalSet: z.string(),
  split: Split,
  since: z.int(),
  revision: z.int(),
  added: z.int(),
  edited: z.int(),
  removed: z.int(),
  /** The first few that were edited or removed. */
  examples: z.array(z.string()),
});
export type CaseChanges = z.infer<typeof CaseChanges>;

/** One difference between two moments. `before` and `after` are for people; null: there was or is none. */
export const EvidenceChange = z
  .object({
    what: z.enum([
      "criterion_removed",
      "criterion_added",
      "level",
      "bar",
      "tolerance",
      "repeats",
      "cap",
      "measure",
      "scorer",
      "cases",
      "segment",
      "environment",
      "labels",
    ]),
    /** The criterion's key; null: it is about the cases of a set. */
    criterion: z.string().nullable(),
    /** The criterion's statement, or the set's name. */
    subject: z.string(),
    before: z.string().nullable(),
    after: z.string().nullable(),
    /** It makes a pass easier, or nobody can tell that it does not. */
    isLoosened: z.boolean(),
    sentence: z.string(),
  })
  .meta({ id: "EvidenceChange" });
export type EvidenceChange = z.infer<typeof EvidenceChange>;
