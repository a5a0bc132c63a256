import type { PropsWithChildren } from 'hono/jsx'
import type { Scene } from '../view/view.ts'

/** A link to another screen; plain words where that screen is not there. */
export function ScreenLink(
  props: PropsWithChildren<{ readonly view: Scene; readonly to: string; readonly class?: string }>,
) {
  const { view, to, children } = props
  const first = `/${to.split(/[/?#]/)[1] ?? ''}`
  const isThere = view.screens.some(({ path }) => path === first)
  if (!isThere) return <span>{children}</span>
  return (
    <a class={props.class} href={to}>
      {children}
    </a>
  )
}
