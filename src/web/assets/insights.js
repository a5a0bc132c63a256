// Pictures are exchanged while they are being counted: what somebody opened stays open, and the focus where it was.

const opened = new Set()
let focused

function nameOf(element) {
  return element.closest?.('.chart')?.querySelector('h2')?.textContent
}

document.addEventListener(
  'toggle',
  ({ target }) => {
    const name = nameOf(target)
    if (name === undefined) return
    if (target.open) opened.add(name)
    else opened.delete(name)
  },
  true,
)

document.addEventListener('focusin', ({ target }) => {
  const name = nameOf(target)
  focused = name === undefined ? undefined : { name, selector: target.matches('summary') ? 'summary' : 'a[download]' }
})

document.addEventListener('htmx:after:swap', () => {
  for (const chart of document.querySelectorAll('#insights .chart')) {
    const name = nameOf(chart)
    const details = chart.querySelector('details')
    if (details && opened.has(name)) details.open = true
    if (focused?.name === name && document.activeElement === document.body) {
      chart.querySelector(focused.selector)?.focus({ preventScroll: true })
    }
  }
})
