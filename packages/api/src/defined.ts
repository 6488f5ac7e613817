type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> }

/** The same fields without the undefined ones: what an update leaves out, it leaves alone. */
export function defined<T extends object>(fields: T): Defined<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>
}
