/** Bytes of an email's HTML as UTF-8: Gmail cuts off what lies above 102,400 (TPL-01). */
export function htmlBytes({ html }: { readonly html: string }): number {
  return Buffer.byteLength(html)
}
