import type { z } from "zod";
import { AppError } from "@/lib/http/app-error";
import { toFieldError } from "@/lib/http/field-error";
import { unstorableTexts } from "./storable-text";

const MAX_ERRORS = 50;

/** Parses one part of a request; throws 422 with the first 50 wrong places. */
export function parseInput<T extends z.ZodType>(
  schema: T,
  value: unknown,
  where: string,
): z.infer<T> {
  const parsed = schema.safeParse(value);
  const errors = parsed.success
    ? unstorableTexts(parsed.data)
    : parsed.error.issues.slice(0, MAX_ERRORS).map(toFieldError);
  if (parsed.success && errors.length === 0) return parsed.data;
  const first = errors[0];
  const place = first?.path ? `${first.path}: ` : "";
  throw new AppError("invalid", `Check the ${where}. ${place}${first?.message ?? ""}`, { errors });
}
