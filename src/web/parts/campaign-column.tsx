import type { Scene } from '../view/view.ts'
import type { Column } from './data-table.tsx'
import { ScreenLink } from './screen-link.tsx'

/** The campaign that a row is about, linked. */
export function campaignColumn(view: Scene, title: string): Column<{ readonly campaign: string }> {
  return {
    title,
    heads: 'row',
    cell: ({ campaign }) => (
      <ScreenLink view={view} to={`/campaigns/${encodeURIComponent(campaign)}`}>
        {campaign}
      </ScreenLink>
    ),
  }
}
