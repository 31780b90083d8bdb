import "server-only";
import { cached } from "@/lib/db/cached";
import { db } from "@/lib/db/client";
import { storableText } from "@/lib/db/storable";
import type { DocumentSearch } from "./document-contract";
import { isAt } from "./document-rows";
import { toSearchText } from "./to-search-text";
import { type WeightedQuery, type WordCounts, weighWords } from "./weigh-words";

/** As much of a query as is cut into words. */
const MOST_CHARACTERS = 20_000;
/** What a word counts that stands in the text and not in the title. */
const IN_TEXT = 0.6;

export interface DocumentQuery {
  /** The name of a document set. */
  documents: string;
  /** null or absent: the newest. */
  revision?: number | null | undefined;
  query: string;
  topK: number;
  minScore?: number | undefined;
}

/**
 * The passages that fit a text best, at one revision always the same ones in the same order. null when the project
 * has no such set, or the set no such revision.
 *
 * The words of the text, cut to their stems in the language of the revision, are compared by "or". The score is the
 * share of them that a passage has, each weighted by how rare it is in the set (`weighWords`) and with 0.6 outside
 * of the title. PostgreSQL's own ts_rank_cd knows no rarity, favours long texts when words are compared by "or",
 * and took seconds for a ticket's words over 20,000 passages.
 */
export async function searchDocuments(
  projectId: string,
  { documents, revision: pinned, query, topK, minScore = 0 }: DocumentQuery,
): Promise<DocumentSearch | null> {
  const set = await db.documentSet.findUnique({
    where: { projectId_name: { projectId, name: documents } },
    select: {
      ...{ id: true, revision: true, language: true },
      revisions: { where: { number: pinned ?? -1 }, select: { language: true } },
    },
  });
  if (!set) return null;
  const revision = pinned ?? set.revision;
  if (revision > set.revision) return null;
  const language = set.revisions[0]?.language ?? set.language;
  const [words, counts] = await Promise.all([
    listWords(language, query),
    cached(["document words", set.id, revision], () => countWords(set.id, revision)),
  ]);
  const weighted = weighWords(words, counts);
  const passages = await rank(set.id, { revision, topK, minScore, ...weighted });
  return { revision, passages };
}

async function listWords(language: string, query: string): Promise<string[]> {
  const text = toSearchText(storableText(query.slice(0, MOST_CHARACTERS)));
  const rows = await db.$queryRaw<{ word: string }[]>`
    select lexeme as word from unnest(to_tsvector(${language}::regconfig, ${text}))`;
  return rows.map(({ word }) => word);
}

async function countWords(setId: string, revision: number): Promise<WordCounts> {
  const [rows, [total]] = await Promise.all([
    db.$queryRaw<{ word: string; count: number }[]>`
      select word, ndoc as count from ts_stat(format(
        'select search from document where document_set_id = %L and since_revision <= %s
          and (until_revision is null or until_revision > %s)',
        ${setId}::uuid, ${revision}::int, ${revision}::int))`,
    db.$queryRaw<{ count: number }[]>`
      select count(*)::int as count from document d where ${isAt(setId, revision)}`,
  ]);
  const counts = Object.fromEntries(rows.map(({ word, count }) => [word, count]));
  return { documents: total?.count ?? 0, counts };
}

interface Ranking extends WeightedQuery {
  revision: number;
  topK: number;
  minScore: number;
}

async function rank(
  setId: string,
  { revision, topK, minScore, words, candidates, total }: Ranking,
): Promise<DocumentSearch["passages"]> {
  if (candidates.length === 0) return [];
  return db.$queryRaw`
    with candidate as materialized (
      select d.id, d.search from document d
      where ${isAt(setId, revision)} and d.search @@ ${toTsquery(candidates)}::tsquery
    ), scored as (
      select candidate.id, round((sum(wanted.weight
        * case when 'A' = any(entry.weights) then 1 else ${IN_TEXT}::float8 end) / ${total}::float8)::numeric, 4) as score
      from candidate cross join unnest(candidate.search) as entry
        join unnest(${words.map(({ word }) => word)}::text[], ${words.map(({ weight }) => weight)}::float8[])
          as wanted(word, weight) on wanted.word = entry.lexeme
      group by candidate.id
    )
    select d.document_id as id, d.title, d.text, scored.score::float8 as score
    from scored join document d on d.id = scored.id
    where scored.score >= ${minScore}
    order by scored.score desc, d.document_id collate "C" limit ${topK}`;
}

/** Any of the words, which are lexemes as they are. */
const toTsquery = (words: readonly string[]): string =>
  words.map((word) => `'${word.replace(/['\\]/g, "$&$&")}'`).join(" | ");
