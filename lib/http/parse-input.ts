import type { z } from "zod";
import { AppError, type FieldError } from "./app-error";
import { unstorableTexts } from "./storable-text";

/** Parses one part of a request; throws 422 with every wrong place. */
export function parseInput<T extends z.ZodType>(
  schema: T,
  value: unknown,
  where: string,
): z.infer<T> {
  const parsed = schema.safeParse(value);
  const errors = parsed.success
    ? unstorableTexts(parsed.data)
    : parsed.error.issues.slice(0, 50).map(toFieldError);
  if (parsed.success && errors.length === 0) return parsed.data;
  const first = errors[0];
  const place = first?.path ? `${first.path}: ` : "";
  throw new AppError(
    "invalid",
    `The ${where} needs a correction. ${place}${first?.message ?? ""}`,
    { errors },
  );
}

export function toFieldError(issue: z.core.$ZodIssue): FieldError {
  return { path: issue.path.join("."), message: issue.message };
}
