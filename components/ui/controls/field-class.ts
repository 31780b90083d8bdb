import { cva, type VariantProps } from "class-variance-authority";

/** The box of an input, a select or a text area; how wide it is without a width says `base.css`. */
export const fieldClass = cva(
  "rounded border bg-surface text-text tabular-nums disabled:bg-subtle disabled:text-text-2 aria-invalid:border-fail-mark",
  {
    variants: {
      control: {
        input: "px-2.5 read-only:bg-subtle read-only:text-text-2",
        select:
          "appearance-none bg-(image:--select-arrow) bg-size-[4px_4px] bg-(position:--select-arrow-place) bg-no-repeat pr-7 pl-2.5",
        textarea: "block resize-y px-2.5",
      },
      size: { md: "", sm: "", xs: "" },
      /** Differs from what it is compared with. */
      changed: { true: "border-accent", false: "border-border-strong" },
    },
    compoundVariants: [
      { control: ["input", "select"], size: "md", class: "h-8 text-13" },
      { control: ["input", "select"], size: "sm", class: "h-7 text-12/5" },
      { control: ["input", "select"], size: "xs", class: "h-6.5 text-12/5" },
      { control: "textarea", size: "md", class: "py-1.5" },
      { control: "textarea", size: "sm", class: "min-h-7 py-1" },
    ],
    defaultVariants: { control: "input", size: "md", changed: false },
  },
);

export type FieldStyle = Omit<VariantProps<typeof fieldClass>, "control">;
