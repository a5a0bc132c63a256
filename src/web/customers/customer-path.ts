/** The address of a customer's page; ids may hold anything. */
export function customerPath(id: string): string {
  return `/customers/${encodeURIComponent(id)}`
}
