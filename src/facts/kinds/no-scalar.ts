/** A JSON-Schema pattern that no text has: the kind is written in braces. */
export const noScalar = '^(?!)'
