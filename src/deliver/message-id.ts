/** The id of a message outside of the database, in headers and file names: `8f3a01bc-1204`. */
export function messageId(instance: string, key: number): string {
  return `${instance}-${key}`
}

/** The key of the row a message id stands for. */
export function messageKey(id: string): number {
  return Number(id.slice(id.lastIndexOf('-') + 1))
}
