/** What an entry of a review's history says between who and which version. */
export const HISTORY_WORDS: Record<string, string> = {
  "review.requested": "asked for a review of",
  "review.updated": "moved the review to",
  "review.commented": "commented on",
  "review.approved": "approved",
  "review.changes_requested": "asked for changes to",
  "review.decision_lifted": "took a decision back on",
  "review.waived": "accepted the risk of a gate of",
  "review.waiver_withdrawn": "withdrew a waiver of",
  "review.closed": "closed the review of",
  "review.reopened": "opened the review again, of",
  "review.thread_resolved": "resolved a thread on",
  "review.thread_reopened": "opened a thread again on",
  "review.suggestion_taken_over": "took a suggestion over into a draft, of",
  "version.saved": "saved",
  "release.published": "released",
  "release.rolled_back": "rolled back to",
};
