/** A name in double quotes, inner quotes doubled. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
