"use client";
import { useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight, FileText } from "lucide-react";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { buttonClass } from "@/components/ui/controls/button-class";
import { iconButtonClass } from "@/components/ui/controls/icon-button";
import { Link } from "@/components/ui/controls/link";
import { lazyView } from "@/components/ui/lazy-view";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { RelativeTime } from "@/components/ui/text/relative-time";
import { WhenUsed } from "@/components/ui/text/when-used";
import type { Member } from "@/lib/projects/member-contract";
import type { Week, WeekStepKey } from "@/lib/weeks/contract";
import { weekQueries } from "@/lib/weeks/queries";
import { FailureTable } from "./failure-table";
import { LeadPicker } from "./lead-picker";
import { MovedTable } from "./moved-table";
import { WeekSteps } from "./week-steps";
import { WeeksTable } from "./weeks-table";

const CategoryManager = lazyView(() =>
  import("@/components/failure-categories/category-manager").then(
    (module) => module.CategoryManager,
  ),
);
const ChangeDialog = lazyView(() => import("./change-dialog"));
const StepDialog = lazyView(() => import("./step-dialog"));
const SummaryDialog = lazyView(() => import("./summary-dialog"));

interface Props {
  project: string;
  week: string;
  members: Pick<Member, "id" | "name">[];
  mayWrite: boolean;
}

const OPENED = ["summary", "change", "categories"] as const;

/** Seven steps from what happened to what is better: what was done, what is left, who does it. */
export function WeekView({ project, week: name, members, mayWrite }: Props) {
  const { data: week } = useQuery(weekQueries.detail(project, name));
  const [opened, open] = useQueryState("open", parseAsStringLiteral(OPENED));
  const [step, setStep] = useState<WeekStepKey | null>(null);
  if (!week) return null;
  const mayDecide = mayWrite && week.isCurrent;
  const close = () => void open(null);
  const chosenStep = week.steps.find(({ key }) => key === step);
  return (
    <>
      <PageHead
        title={week.title}
        sub={<WeekState project={project} week={week} members={members} mayDecide={mayDecide} />}
        actions={
          <>
            <Neighbour project={project} week={week.previous} label="Week before">
              <ChevronLeft aria-hidden="true" />
            </Neighbour>
            <Link href={`/${project}/week`} className={buttonClass({ size: "sm" })}>
              This week
            </Link>
            <Neighbour project={project} week={week.next} label="Next week">
              <ChevronRight aria-hidden="true" />
            </Neighbour>
            <Button icon={<FileText aria-hidden="true" />} onClick={() => void open("summary")}>
              Summary
            </Button>
          </>
        }
      />
      {!week.isCurrent && (
        <Notice className="mb-4">
          {week.frozenAt
            ? "This week has ended. Its numbers, owners and targets are what they were then."
            : "This week has ended. Its numbers are kept within the hour; until then they are read as they are now."}
        </Notice>
      )}
      <WeekSteps
        project={project}
        steps={week.steps}
        isOver={!week.isCurrent}
        mayDecide={mayDecide}
        onSettings={setStep}
        onOpen={(key) => void open(key === "change" ? "change" : "categories")}
      />
      <div className="mb-4 grid items-start gap-4 lg:grid-cols-[minmax(0,11fr)_minmax(0,13fr)]">
        <FailureTable project={project} numbers={week.numbers} />
        <MovedTable moved={week.numbers.moved} />
      </div>
      <WeeksTable project={project} week={name} />
      {opened === "summary" && (
        <SummaryDialog project={project} week={week} mayWrite={mayWrite} onClose={close} />
      )}
      {mayDecide && opened === "change" && (
        <ChangeDialog project={project} week={week} onClose={close} />
      )}
      {mayDecide && chosenStep && (
        <StepDialog
          key={chosenStep.key}
          project={project}
          week={week}
          members={members}
          step={chosenStep}
          onClose={() => setStep(null)}
        />
      )}
      {mayWrite && (
        <WhenUsed open={opened === "categories"}>
          <CategoryManager
            project={project}
            open={opened === "categories"}
            onOpenChange={(isOpen) => void open(isOpen ? "categories" : null)}
          />
        </WhenUsed>
      )}
    </>
  );
}

interface StateProps {
  project: string;
  week: Week;
  members: Pick<Member, "id" | "name">[];
  mayDecide: boolean;
}

function WeekState({ project, week, members, mayDecide }: StateProps) {
  const count = (state: Week["steps"][number]["state"]) =>
    week.steps.filter((step) => step.state === state).length;
  return (
    <span>
      {count("done")} of {week.steps.length} steps done, {count("under_way")} under way.{" "}
      <LeadPicker project={project} week={week} members={members} mayDecide={mayDecide} />{" "}
      {week.week}, Monday to Sunday in UTC;{" "}
      {week.frozenAt ? (
        <>
          numbers kept <RelativeTime value={week.frozenAt} />.
        </>
      ) : (
        <>
          numbers read <RelativeTime value={week.numbers.asOf} />.
        </>
      )}
    </span>
  );
}

interface NeighbourProps {
  project: string;
  week: string | null;
  label: string;
  children: React.ReactNode;
}

function Neighbour({ project, week, label, children }: NeighbourProps) {
  if (week === null) {
    return (
      <button type="button" className={iconButtonClass()} aria-label={label} title={label} disabled>
        {children}
      </button>
    );
  }
  return (
    <Link
      className={iconButtonClass()}
      href={`/${project}/week/${week}`}
      aria-label={label}
      title={`${label}: ${week}`}
    >
      {children}
    </Link>
  );
}
