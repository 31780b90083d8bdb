import { z } from "zod";
import { defineRoute, ProjectParams } from "@/lib/http/contract";

export const MAX_CONDITION_DEPTH = 5;
export const MAX_CONDITIONS = 50;

const scalar = z.union([z.string().max(500), z.number(), z.boolean()]);
const scalars = z.array(scalar).min(1, "Give at least one value.").max(200);
const attribute = z.string().trim().min(1, "Name the attribute.").max(120);
const code = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z]{2,3}$/, 'Give a language code such as "en" or "de".');
const kind = z.enum(["routine", "edge", "adversarial", "malformed", "production"]);

const leaves = [
  z.strictObject({
    subject: z.literal("attribute"),
    attribute,
    operator: z.enum(["=", "!="]),
    value: scalar,
  }),
  z.strictObject({
    subject: z.literal("attribute"),
    attribute,
    operator: z.enum(["in", "not-in"]),
    value: scalars,
  }),
  z.strictObject({
    subject: z.literal("attribute"),
    attribute,
    operator: z.enum(["<", "<=", ">", ">="]),
    value: z.number("Compare with a number."),
  }),
  z.strictObject({
    subject: z.literal("attribute"),
    attribute,
    operator: z.enum(["exists", "missing"]),
  }),
  z.strictObject({ subject: z.literal("language"), operator: z.enum(["=", "!="]), value: code }),
  z.strictObject({
    subject: z.literal("language"),
    operator: z.enum(["in", "not-in"]),
    value: z.array(code).min(1).max(60),
  }),
  z.strictObject({
    subject: z.literal("inputLength"),
    operator: z.enum(["<", "<=", ">", ">="]),
    value: z.int().min(0).max(10_000_000),
  }),
  z.strictObject({ subject: z.literal("kind"), operator: z.enum(["=", "!="]), value: kind }),
  z.strictObject({
    subject: z.literal("kind"),
    operator: z.enum(["in", "not-in"]),
    value: z.array(kind).min(1).max(5),
  }),
] as const;

const CONDITION_HINT =
  'A condition is { subject, operator, value } with subject "attribute" (and attribute: its name), "language", "inputLength" or "kind", or { all: […] }, { any: […] }, { not: … }.';

const LeafCondition = z.union(leaves, { error: CONDITION_HINT });
export type LeafCondition = z.infer<typeof LeafCondition>;

/** A tree of conditions over one case or one trace. */
export type SegmentCondition =
  | LeafCondition
  | { all: SegmentCondition[] }
  | { any: SegmentCondition[] }
  | { not: SegmentCondition };

const many = z.array(z.lazy(() => ConditionTree)).min(1, "Give at least one condition.");

const ConditionTree: z.ZodType<SegmentCondition> = z
  .union(
    [
      LeafCondition,
      z.strictObject({ all: many }),
      z.strictObject({ any: many }),
      z.strictObject({ not: z.lazy(() => ConditionTree) }),
    ],
    { error: CONDITION_HINT },
  )
  .meta({ id: "SegmentCondition" });

/** Depth and number are checked first, so that nothing recursive meets a bottomless tree. */
export const SegmentCondition: z.ZodType<SegmentCondition> = z
  .unknown()
  .superRefine((condition, context) => {
    const { depth, size } = measure(condition, MAX_CONDITION_DEPTH + 1);
    if (depth > MAX_CONDITION_DEPTH) {
      context.addIssue({
        code: "custom",
        message: `Conditions nest at most ${MAX_CONDITION_DEPTH} deep.`,
      });
    } else if (size > MAX_CONDITIONS) {
      context.addIssue({
        code: "custom",
        message: `A segment has at most ${MAX_CONDITIONS} conditions.`,
      });
    }
  })
  .meta({
    description:
      "A condition { subject, operator, value }, or { all: […] }, { any: […] }, { not: … }; the answer shows its schema.",
  })
  .pipe(ConditionTree);

function measure(tree: unknown, deepest: number): { depth: number; size: number } {
  if (typeof tree !== "object" || tree === null || deepest === 0) return { depth: 1, size: 1 };
  const { all, any, not } = tree as Record<string, unknown>;
  const inner = [all, any]
    .flatMap((one) => (Array.isArray(one) ? one : []))
    .concat(not ? [not] : []);
  let [depth, size] = [1, inner.length ? 0 : 1];
  for (const one of inner.slice(0, MAX_CONDITIONS + 1)) {
    const innerDepth = measure(one, deepest - 1);
    depth = Math.max(depth, innerDepth.depth + 1);
    size += innerDepth.size;
  }
  return { depth, size };
}

export const SegmentName = z.string().trim().min(1, "Give the segment a name.").max(60);

export const SegmentParams = z.object({ segment: SegmentName });
export type SegmentParams = z.infer<typeof SegmentParams>;

export const SegmentInput = z.strictObject({
  name: SegmentName,
  description: z.string().trim().max(500).default(""),
  condition: SegmentCondition,
});
export type SegmentInput = z.infer<typeof SegmentInput>;

export const SegmentUpdate = z.strictObject({
  name: SegmentName.optional(),
  description: z.string().trim().max(500).optional(),
  condition: SegmentCondition.optional(),
});
export type SegmentUpdate = z.infer<typeof SegmentUpdate>;

/** `sentence` is the condition in words: "language is not en and input length > 800". */
export const Segment = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  condition: SegmentCondition,
  sentence: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type Segment = z.infer<typeof Segment>;

export const SegmentListResponse = z.object({
  data: z.array(Segment),
  nextCursor: z.string().nullable(),
});
export type SegmentListResponse = z.infer<typeof SegmentListResponse>;

export const SegmentPreviewInput = z.strictObject({ condition: SegmentCondition });
export type SegmentPreviewInput = z.infer<typeof SegmentPreviewInput>;

/** How many cases a condition would match, by eval set; `matching` is null where that is withheld. */
export const SegmentPreview = z.object({
  sentence: z.string(),
  /** Why holdout matches are not reported; null: they are. */
  withheld: z.string().nullable(),
  evalSets: z.array(
    z.object({
      evalSet: z.string(),
      development: z.object({ matching: z.int(), total: z.int() }),
      holdout: z.object({ matching: z.int().nullable(), total: z.int() }),
    }),
  ),
});
export type SegmentPreview = z.infer<typeof SegmentPreview>;

const base = "/api/v1/projects/{project}/segments" as const;
const write = { scope: "evals:write", role: "editor" } as const;
const params = ProjectParams.extend(SegmentParams.shape);

export const listSegmentsRoute = defineRoute({
  method: "GET",
  path: base,
  summary: "The project's segments, at most 100, in their order",
  access: { scope: "evals:read" },
  params: ProjectParams,
  response: SegmentListResponse,
});

export const createSegmentRoute = defineRoute({
  method: "POST",
  path: base,
  summary: "Create a segment",
  access: write,
  params: ProjectParams,
  body: SegmentInput,
  status: 201,
  response: Segment,
});

export const getSegmentRoute = defineRoute({
  method: "GET",
  path: `${base}/{segment}`,
  summary: "One segment",
  access: { scope: "evals:read" },
  params,
  response: Segment,
  hasEtag: true,
});

export const editSegmentRoute = defineRoute({
  method: "PATCH",
  path: `${base}/{segment}`,
  summary: "Change a segment's name, description or condition",
  access: write,
  params,
  body: SegmentUpdate,
  response: Segment,
});

export const removeSegmentRoute = defineRoute({
  method: "DELETE",
  path: `${base}/{segment}`,
  summary: "Remove a segment; ended runs keep the sums they were stored with",
  access: write,
  params,
  status: 204,
});

export const previewSegmentRoute = defineRoute({
  method: "POST",
  path: `${base}/previews`,
  summary:
    "How many cases of each eval set a condition would match; of the holdout only for admins",
  access: { scope: "evals:read" },
  params: ProjectParams,
  body: SegmentPreviewInput,
  response: SegmentPreview,
});
