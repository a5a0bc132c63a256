/** In a form of choices one box chooses all of the page. */
const chooseAll = (root) => {
  for (const form of root.querySelectorAll('form[data-choice]')) {
    const all = form.querySelector('[data-all]')
    if (!all) continue
    all.closest('label').hidden = false
    all.addEventListener('change', () => {
      for (const box of form.querySelectorAll('input[name=key]')) box.checked = all.checked
    })
  }
}
chooseAll(document)
document.addEventListener('htmx:after:swap', () => chooseAll(document))
