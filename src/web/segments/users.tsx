/** Links to the segments and campaigns that use something. */
export function Users({
  users,
}: {
  readonly users: { readonly segments: readonly string[]; readonly campaigns: readonly string[] }
}) {
  const links = [
    ...users.campaigns.map((name) => ({ name, href: `/campaigns/${name}` })),
    ...users.segments.map((name) => ({ name, href: `/segments/${name}` })),
  ]
  if (links.length === 0) return <>–</>
  return (
    <>
      {links.map(({ name, href }, i) => (
        <>
          {i > 0 && ', '}
          <a href={href}>{name}</a>
        </>
      ))}
    </>
  )
}
