/** `{{#if (eq customer.language "hr")}}`: the same word or number. */
export function eq(this: unknown, left: unknown, right: unknown): boolean {
  return left !== undefined && left !== null && typeof left !== 'object' && String(left) === String(right)
}
