// The preview: frames as high as their email, addresses of links, letters as keys, and the picture after each save.

const preview = document.querySelector('[data-preview]')
if (preview) {
  document.documentElement.classList.add('scripted')
  const say = document.getElementById('address')
  say.textContent = say.dataset.hint

  /** A frame fits its email; its links show where they lead. */
  const fitTo = (frame) => {
    const page = frame.contentDocument
    if (!page?.body) return
    const zoom = frame.closest('.desktop')
      ? Number(getComputedStyle(frame.closest('.frames')).getPropertyValue('--zoom'))
      : 1
    const height = Math.max(200, page.documentElement.scrollHeight, page.body.scrollHeight)
    frame.style.height = `${height}px`
    frame.style.marginBottom = `${-height * (1 - zoom)}px`
    page.addEventListener('click', (event) => {
      const link = event.target.closest?.('a[href]')
      if (!link) return
      event.preventDefault()
      say.textContent = `→ ${link.href}`
    })
  }
  const frames = () => [...document.querySelectorAll('.glass iframe')]
  const fitAll = () => {
    for (const frame of frames()) {
      frame.addEventListener('load', () => fitTo(frame))
      fitTo(frame)
    }
  }
  fitAll()
  addEventListener('resize', () => frames().forEach(fitTo))

  /** After each save the frames are loaded again where they stand, then what is said of them. */
  const told = document.getElementById('saved')
  const refresh = async () => {
    const answer = await fetch(location.href)
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
    for (const wanted of ['.templates', '.checks']) {
      const [old, now] = [document.querySelector(wanted), fresh.querySelector(wanted)]
      if (old && now) old.replaceWith(now)
    }
    const [old, now] = [document.getElementById('picture'), fresh.getElementById('picture')]
    if (!old || !now) return
    const [kept, offered] = [old.querySelector('.frames'), now.querySelector('.frames')]
    if (!kept || !offered) {
      old.replaceChildren(...now.childNodes)
      fitAll()
      return
    }
    kept.className = offered.className
    for (const child of [...old.children]) if (child !== kept) child.remove()
    kept.before(...[...now.children].filter((child) => child !== offered))
  }
  if (window.EventSource) {
    const source = new EventSource(told.dataset.changes)
    source.addEventListener('saved', (event) => {
      const { at } = JSON.parse(event.data)
      const waiting = new Set(frames())
      if (waiting.size === 0) refresh()
      for (const frame of frames()) {
        const shown = () => {
          waiting.delete(frame)
          if (waiting.size > 0) return
          const ms = Math.max(0, Math.round(Date.now() - at))
          told.textContent = told.dataset.saved.replace('{ms}', ms)
          // What is said of the email has time; its picture has not.
          refresh()
        }
        frame.addEventListener('load', shown, { once: true })
        frame.contentWindow.location.reload()
      }
    })
    addEventListener('pagehide', () => source.close())
  }

  /** Forms whose only field is a choice need no button. */
  for (const form of document.querySelectorAll('form[data-at-once]')) {
    form.addEventListener('change', () => form.requestSubmit())
  }

  /** Letters press what carries them, outside fields and unless they are switched off. */
  const dialog = document.querySelector('.keys-dialog')
  const on = dialog.querySelector('[data-keys-on]')
  on.checked = localStorage.getItem('preview-keys') !== 'off'
  on.addEventListener('change', () => localStorage.setItem('preview-keys', on.checked ? 'on' : 'off'))
  document.querySelector('[data-keys]').addEventListener('click', () => dialog.showModal())
  const press = (letter) => {
    const target = document.querySelector(`[data-key="${CSS.escape(letter)}"]`)
    if (!target) return false
    target.focus()
    if (target.dataset.focus) {
      target.parentElement.open = true
      document.getElementById(target.dataset.focus).focus()
    } else {
      sessionStorage.setItem('preview-key', letter)
      target.click()
    }
    return true
  }
  addEventListener('keydown', (event) => {
    const picker = document.querySelector('.picker[open]')
    if (event.key === 'Escape' && picker) {
      picker.open = false
      picker.querySelector('summary').focus()
    }
    const field = event.target.closest?.('input, select, textarea, [contenteditable]')
    if (field || dialog.open || !on.checked || event.ctrlKey || event.metaKey || event.altKey) return
    if (press(event.key)) event.preventDefault()
  })
  const pressed = sessionStorage.getItem('preview-key')
  sessionStorage.removeItem('preview-key')
  if (pressed) document.querySelector(`[data-key="${CSS.escape(pressed)}"]`)?.focus()
}
