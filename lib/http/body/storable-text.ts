import type { FieldError } from "@/lib/http/app-error";

const message = "It contains a NUL or broken character. Remove it.";

/** PostgreSQL stores neither U+0000 nor half of a surrogate pair: the first places that hold one. */
export function unstorableTexts(value: unknown, limit = 50): FieldError[] {
  const errors: FieldError[] = [];
  const queue: { value: unknown; path: string }[] = [{ value, path: "" }];
  for (let next = queue.pop(); next && errors.length < limit; next = queue.pop()) {
    if (typeof next.value === "string") {
      if (!isStorable(next.value)) errors.push({ path: next.path, message });
    } else if (next.value && typeof next.value === "object") {
      for (const [name, member] of Object.entries(next.value)) {
        const path = next.path ? `${next.path}.${name}` : name;
        if (!isStorable(name)) errors.push({ path: next.path, message });
        queue.push({ value: member, path });
      }
    }
  }
  return errors;
}

/** Whether PostgreSQL can hold a text: no NUL, no half of a character. */
export function isStorable(text: string): boolean {
  return !text.includes("\u0000") && text.isWellFormed();
}
