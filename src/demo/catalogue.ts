/** One product of the demo shop; the price is in euro cents. */
export interface DemoProduct {
  readonly id: string
  readonly name: string
  readonly category: 'coffee' | 'decaf' | 'tea' | 'equipment' | 'cups'
  readonly brand: string
  readonly price: number
}

/** What the coffee shop sells. */
export const catalogue: readonly DemoProduct[] = [
  ...products('coffee', 'Kava & Mlin', [
    ['KM-101', 'House Blend, 250 g', 890],
    ['KM-102', 'House Blend, 1 kg', 2990],
    ['KM-103', 'Adriatic Espresso, 250 g', 990],
    ['KM-104', 'Adriatic Espresso, 1 kg', 3290],
    ['KM-105', 'Sunday Filter, 250 g', 1090],
    ['KM-106', 'Ethiopia Guji, 250 g', 1390],
    ['KM-107', 'Colombia Huila, 250 g', 1290],
    ['KM-108', 'Kenya Nyeri, 250 g', 1490],
    ['KM-109', 'Guatemala Antigua, 250 g', 1290],
  ]),
  ...products('coffee', 'Bura Roasters', [
    ['BR-201', 'Bura Dark, 500 g', 1590],
    ['BR-202', 'Bura Crema, 500 g', 1690],
    ['BR-203', 'Bura Single Farm, 200 g', 1790],
  ]),
  ...products('decaf', 'Kava & Mlin', [
    ['KM-121', 'Evening Decaf, 250 g', 990],
    ['KM-122', 'Evening Decaf, 1 kg', 3390],
  ]),
  ...products('tea', 'Lipa', [
    ['LP-301', 'Linden Blossom Tea, 50 g', 590],
    ['LP-302', 'Mountain Mint Tea, 50 g', 590],
    ['LP-303', 'Smoky Black Tea, 100 g', 790],
  ]),
  ...products('equipment', 'Mlinar', [
    ['ML-401', 'Hand Grinder', 6900],
    ['ML-402', 'Electric Grinder', 18900],
    ['ML-403', 'Moka Pot, 3 cups', 3400],
    ['ML-404', 'Džezva, copper', 2600],
    ['ML-405', 'Pour-over Dripper', 1900],
    ['ML-406', 'Paper Filters, 100 pieces', 590],
    ['ML-407', 'Descaling Powder', 790],
  ]),
  ...products('cups', 'Glina', [
    ['GL-501', 'Espresso Cups, set of 2', 2200],
    ['GL-502', 'Cappuccino Cup', 1400],
    ['GL-503', 'Travel Cup', 2400],
  ]),
]

function products(
  category: DemoProduct['category'],
  brand: string,
  rows: readonly (readonly [id: string, name: string, price: number])[],
): DemoProduct[] {
  return rows.map(([id, name, price]) => ({ id, name, category, brand, price }))
}
