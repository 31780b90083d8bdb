import { canonicalJson } from "@/lib/http/body/canonical-json";
import { isRecord } from "@/lib/http/body/is-record";
import type { ValueChange } from "./diff-contract";

/**
 * The values that differ between two JSON values, deepest first difference by path
 * (`properties.order.pattern`). Lists are one value. A side that is absent was not set.
 */
export function diffValues(from: unknown, to: unknown, path = ""): ValueChange[] {
  if (from === undefined && to === undefined) return [];
  if (isRecord(from ?? to) && isRecord(to ?? from) && path.split(".").length < 40) {
    const before = isRecord(from) ? from : {};
    const after = isRecord(to) ? to : {};
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    if (keys.length > 0 || (from !== undefined && to !== undefined))
      return keys.flatMap((key) =>
        diffValues(
          ownProperty(before, key),
          ownProperty(after, key),
          path === "" ? key : `${path}.${key}`,
        ),
      );
  }
  if (from !== undefined && to !== undefined && canonicalJson(from) === canonicalJson(to))
    return [];
  return [{ path, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }];
}

function ownProperty(record: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
