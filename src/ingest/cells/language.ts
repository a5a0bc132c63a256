/** A BCP 47 tag in its canonical case (`hr_HR` becomes `hr-HR`), or undefined for what names no language. */
export function readLanguage(text: string): string | undefined {
  const tag = text.replace(/\.[\w-]+$/, '').replaceAll('_', '-')
  try {
    const canonical = Intl.getCanonicalLocales(tag)[0]
    if (!canonical) return undefined
    const named = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' }).of(
      canonical.split('-')[0] ?? '',
    )
    return named ? canonical : undefined
  } catch {
    return undefined
  }
}
