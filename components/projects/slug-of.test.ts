import fc from "fast-check";
import { expect, test } from "vitest";
import { ProjectSlug } from "@/lib/projects/contract";
import { slugOf } from "./slug-of";

test.each([
  ["Northwind Support", "northwind-support"],
  ["Zoë's Team", "zoes-team"],
  ["  A/B — tests  ", "a-b-tests"],
  ["日本", ""],
])("%s suggests /%s", (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});

test("what is suggested is an address that is accepted, or nothing", () => {
  fc.assert(
    fc.property(fc.string(), (name) => {
      const slug = slugOf(name);
      return slug === "" || ProjectSlug.safeParse(slug).success || isReserved(slug);
    }),
  );
});

const isReserved = (slug: string) =>
  ProjectSlug.safeParse(slug).error?.issues[0]?.message.includes("taken") ?? false;
