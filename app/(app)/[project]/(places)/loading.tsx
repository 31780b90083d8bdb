import { PlacePlaceholder } from "@/components/layout/place-placeholder";

export default function ProjectLoading() {
  return <PlacePlaceholder />;
}
