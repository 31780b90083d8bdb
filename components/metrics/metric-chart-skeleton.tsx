import { sectionBodyClass, sectionClass, sectionHeadClass } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";

export function MetricChartSkeleton({ title }: { title: string }) {
  return (
    <section className={sectionClass} aria-busy="true">
      <header className={sectionHeadClass()}>
        <h2>{title}</h2>
      </header>
      <div className={sectionBodyClass()}>
        <Skeleton height={160} width="100%" />
      </div>
    </section>
  );
}
