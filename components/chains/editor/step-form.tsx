"use client";
import { lazy, Suspense } from "react";
import { Skeleton } from "@/components/ui/skeleton";
import type { ChainStep } from "@/lib/prompts/chain/chain-content";
import type { ChainDesk, StepFormProps } from "./chain-desk";

// Each kind's form is loaded when the first step of that kind is opened, and Monaco with those that need it.
const PromptStepForm = lazy(() => import("./forms/prompt-step-form"));
const RetrieveStepForm = lazy(() => import("./forms/retrieve-step-form"));
const ToolStepForm = lazy(() => import("./forms/tool-step-form"));
const RouteStepForm = lazy(() => import("./forms/route-step-form"));
const ValidateStepForm = lazy(() => import("./forms/validate-step-form"));
const CodeStepForm = lazy(() => import("./forms/code-step-form"));

interface Props {
  desk: ChainDesk;
  step: ChainStep;
  onChange: (step: ChainStep) => void;
  problemAt: StepFormProps<"code">["problemAt"];
}

export function StepForm(props: Props) {
  return (
    <Suspense
      fallback={
        <div className="grid gap-2" aria-busy="true">
          <Skeleton width="60%" />
          <Skeleton width="80%" />
        </div>
      }
    >
      <FormOfKind {...props} />
    </Suspense>
  );
}

function FormOfKind({ step, ...rest }: Props) {
  switch (step.kind) {
    case "prompt":
      return <PromptStepForm step={step} {...rest} />;
    case "retrieve":
      return <RetrieveStepForm step={step} {...rest} />;
    case "tool":
      return <ToolStepForm step={step} {...rest} />;
    case "route":
      return <RouteStepForm step={step} {...rest} />;
    case "validate":
      return <ValidateStepForm step={step} {...rest} />;
    case "code":
      return <CodeStepForm step={step} {...rest} />;
  }
}
