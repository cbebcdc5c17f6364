/** Of the names on the way to a field the longest: it is found most quickly and least often by chance. `undefined` where it may be written with escapes. */
export function longestName(names: readonly string[]): string | undefined {
  const longest = names.reduce((best, name) => (name.length > best.length ? name : best), "");
  return /^[\w-]+$/.test(longest) ? longest : undefined;
}

/** Whether the name is anywhere in the bytes of a record; any record will do where there is none. */
export function nameTest(name: string | undefined): (bytes: Buffer) => boolean {
  if (name === undefined) return () => true;
  const wanted = Buffer.from(name);
  return (bytes) => bytes.includes(wanted);
}
