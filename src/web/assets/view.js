// What scripts add to pages that work without them. Other files of this folder are served in the same file, each in a
// block of its own.

/** After a part of the page was exchanged, a screen reader hears how the part begins. */
document.addEventListener('htmx:after:swap', (event) => {
  const told = event.target?.querySelector?.('[data-tell]')
  const live = document.getElementById('live')
  if (told && live) live.textContent = told.textContent
})

/** A form with `data-confirm` stays shut until the text that it asks for is typed. */
for (const form of document.querySelectorAll('form[data-confirm]')) {
  const field = form.querySelector('input[name=confirm]')
  const button = form.querySelector('button[type=submit]')
  const look = () => {
    button.disabled = field.value.trim() !== form.dataset.confirm
  }
  field?.addEventListener('input', look)
  if (field && button) look()
}
