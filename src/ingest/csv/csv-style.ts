/** How a file is written. `newline` is CR for files of old Macs only; LF takes CRLF too. */
export interface CsvStyle {
  readonly delimiter: string
  readonly newline: '\n' | '\r'
}
