"use client";
import dynamic from "next/dynamic";
import type { NewCategoryProps } from "./new-category-fields";

const NewCategoryFields = dynamic(() => import("./new-category-fields"), { ssr: false });

/** Its code is loaded when it first opens; closed, it shows nothing and keeps what was typed. */
export function NewCategoryForm({ open, ...rest }: NewCategoryProps & { open: boolean }) {
  return open && <NewCategoryFields {...rest} />;
}
