/** What a problem means, why it matters, and the same thing wrong and right. */
export interface Explanation {
  readonly code: string
  /** Half a sentence, in Markdown. */
  readonly means: string
  readonly why: string
  readonly snippet: SnippetPlace
  readonly wrong: string
  readonly right: string
}

/**
 * Where a snippet stands: `line` below `all` of a segment, a whole `segment` file, keys of a `campaign` or the `shop`
 * file beside what these need (but for one), components of a `template`, the `mjml` of its head, several `files` (each
 * after `== PATH`), or `words`: nothing that `check` could read by itself.
 */
export type SnippetPlace =
  | 'line'
  | 'segment'
  | 'campaign'
  | 'campaign-without starts'
  | 'campaign-without steps'
  | 'shop'
  | 'shop-without from'
  | 'template'
  | 'mjml'
  | 'files'
  | 'words'
