import { Tabs } from "@/components/ui/tabs";

interface Props {
  project: string;
  current: "runs" | "experiments";
}

/** Runs one by one, or planned together. */
export function RunsTabs({ project, current }: Props) {
  return (
    <Tabs
      label="Runs and experiments"
      className="mb-4"
      tabs={[
        { label: "Runs", href: `/${project}/runs`, current: current === "runs" },
        {
          label: "Experiments",
          href: `/${project}/experiments`,
          current: current === "experiments",
        },
      ]}
    />
  );
}
