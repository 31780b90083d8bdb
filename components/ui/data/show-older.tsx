import { Button } from "@/components/ui/controls/button";

interface ShowOlderProps {
  /** An infinite query whose next page is what is older. */
  of: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}

/** Below a list inside a section; nothing when the list is whole. */
export function ShowOlder({ of }: ShowOlderProps) {
  if (!of.hasNextPage) return null;
  return (
    <div className="border-t px-4 py-2">
      <Button
        size="sm"
        variant="ghost"
        busy={of.isFetchingNextPage}
        onClick={() => void of.fetchNextPage()}
      >
        Show older
      </Button>
    </div>
  );
}
