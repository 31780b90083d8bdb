import { CircleX, EyeOff, Info, TriangleAlert } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { noticeClass } from "./notice-class";

interface NoticeProps extends Omit<ComponentProps<"div">, "title"> {
  tone?: "info" | "warn" | "fail" | "holdout";
  /** The sentence in bold that stands before the rest. */
  title?: ReactNode;
  actions?: ReactNode;
  icon?: ReactNode;
}

const ICON = {
  info: <Info aria-hidden="true" />,
  warn: <TriangleAlert aria-hidden="true" />,
  fail: <CircleX aria-hidden="true" />,
  holdout: <EyeOff aria-hidden="true" />,
};

/** A condition of the whole page or section. */
export function Notice({
  tone = "info",
  title,
  actions,
  icon,
  children,
  className,
  ...rest
}: NoticeProps) {
  return (
    <div className={cn(noticeClass({ tone }), className)} {...rest}>
      {icon ?? ICON[tone]}
      <div className="min-w-0">
        {title && <b>{title} </b>}
        {children}
      </div>
      {actions && <div className="ml-auto flex flex-none gap-2">{actions}</div>}
    </div>
  );
}
