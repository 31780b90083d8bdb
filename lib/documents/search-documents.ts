import "server-only";

export interface Passage {
  id: string;
  title: string;
  text: string;
  /** From 0 to 1. */
  score: number;
}

export interface DocumentQuestion {
  documents: string;
  revision?: number;
  query: string;
  topK: number;
  minScore?: number;
}

export async function searchDocuments(
  _projectId: string,
  _question: DocumentQuestion,
): Promise<{ revision: number; passages: Passage[] } | null> {
  return null;
}
