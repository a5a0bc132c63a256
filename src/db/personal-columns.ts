/** What a row of `customers` says about somebody: an import writes it, an erasure empties it. */
export const PERSONAL_COLUMNS = [
  ...(['email', 'email_folded', 'first_name', 'first_name_folded', 'last_name', 'last_name_folded'] as const),
  ...(['birth_year', 'birth_day', 'country', 'region', 'region_folded', 'city', 'city_folded'] as const),
  ...(['language', 'time_zone', 'currency', 'signed_up_at'] as const),
] as const
