"use client";
import { lazyView } from "@/components/ui/lazy-view";
import type { NewCategoryProps } from "./new-category-fields";

const NewCategoryFields = lazyView(() => import("./new-category-fields"));

/** Its code is loaded when it first opens; closed, it shows nothing and keeps what was typed. */
export function NewCategoryForm({ open, ...rest }: NewCategoryProps & { open: boolean }) {
  return open && <NewCategoryFields {...rest} />;
}
