/** What is indexed and found as one: a section of a document, an answer of a list of questions. */
export interface PassageText {
  title: string;
  text: string;
}

export const MAX_TITLE = 300;
export const MAX_TEXT = 20_000;
/** Of one set. */
export const MAX_DOCUMENTS = 20_000;
