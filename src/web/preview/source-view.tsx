/** A text with a number before each line, to which checks lead: `#L12`. */
export function SourceView(props: { readonly text: string; readonly label: string; readonly kind: 'code' | 'text' }) {
  const { text, label, kind } = props
  if (kind === 'text') {
    return (
      <section class="card plain-text" aria-label={label}>
        <pre tabindex={0}>{text}</pre>
      </section>
    )
  }
  return (
    <section class="wide source" aria-label={label} tabindex={0}>
      <ol>
        {text.split('\n').map((line, index) => (
          <li id={`L${index + 1}`}>
            <a href={`#L${index + 1}`}>{index + 1}</a>
            <code>{line === '' ? ' ' : line}</code>
          </li>
        ))}
      </ol>
    </section>
  )
}
