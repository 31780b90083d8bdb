import "server-only";
import type { Prisma } from "./generated/client";

/**
 * A parsed contract value as a JSON column's input. Prisma's input type refuses interfaces with optional
 * members although JSON leaves them out; everything that comes here went through zod or is our own.
 */
export function json(value: object | string | number | boolean): Prisma.InputJsonValue {
  return value as Prisma.InputJsonValue;
}
