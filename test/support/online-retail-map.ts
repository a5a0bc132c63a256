/** The map file of Online Retail: lines with a customer, no cancellations, quantity and price above nothing. */
export const onlineRetailMap = `
columns:
  order_id: InvoiceNo
  sku: StockCode
  name: Description
  quantity: Quantity
  unit_price: UnitPrice
  customer_id: CustomerID
  country: Country
ordered_at: {column: InvoiceDate, format: "yyyy-MM-dd HH:mm:ss", time_zone: UTC}
currency: GBP
skip_when:
  - {column: CustomerID, is: empty}
  - {column: InvoiceNo, starts_with: C}
  - {column: Quantity, at_most: 0}
  - {column: UnitPrice, at_most: 0}
`
