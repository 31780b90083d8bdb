import { cva, type VariantProps } from "class-variance-authority";

const disabled = "off:border-border off:bg-subtle";
const plainHover = "hover:bg-hover aria-expanded:bg-hover";

/** The look of a button, for a link that leads on: `<Link className={buttonClass({ variant: "primary" })}>`. */
export const buttonClass = cva(
  [
    "inline-flex items-center justify-center gap-1.5 rounded border font-medium whitespace-nowrap",
    "off:cursor-not-allowed off:text-text-3 off:shadow-none",
  ],
  {
    variants: {
      variant: {
        default: ["border-border-strong bg-surface text-text shadow-sm", plainHover, disabled],
        primary: [
          "border-accent-fill bg-accent-fill text-text-on-fill shadow-sm",
          "hover:bg-accent-fill-hover aria-expanded:bg-accent-fill-hover",
          "[&>kbd]:border-transparent [&>kbd]:bg-[rgb(0_0_0/0.18)] [&>kbd]:text-inherit",
          disabled,
        ],
        danger: ["border-fail-border bg-surface text-fail shadow-sm", plainHover, disabled],
        ghost: ["border-transparent text-text-2 hover:text-text", plainHover, disabled],
        /** A ghost that leaves no box behind while it is disabled. */
        quiet: ["border-transparent text-text-2 hover:text-text off:bg-transparent", plainHover],
      },
      size: {
        md: "h-8 text-13/none",
        sm: "h-7 text-12/none [&_.lucide]:size-3.5",
        xs: "h-6 text-12/none [&_.lucide]:size-3.5",
      },
      /** For an icon alone, such as the arrow of a split button. */
      slim: { true: "px-1.5", false: "" },
    },
    compoundVariants: [
      { slim: false, size: "md", class: "px-3" },
      { slim: false, size: ["sm", "xs"], class: "px-2.5" },
    ],
    defaultVariants: { variant: "default", size: "md", slim: false },
  },
);

export type ButtonStyle = VariantProps<typeof buttonClass>;
