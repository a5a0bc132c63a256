/** A cell that cannot be what its column says, with the reason for the person who made the file. */
export interface Strange {
  readonly strange: string
}

/** Marks a cell as strange: what is wrong and what would be right, in half a sentence. */
export function strange(reason: string): Strange {
  return { strange: reason }
}

/** True for what `strange` made. */
export function isStrange(value: unknown): value is Strange {
  return typeof value === 'object' && value !== null && 'strange' in value
}
