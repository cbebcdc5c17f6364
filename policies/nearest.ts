/** `did you mean …?`, when one of the candidates is near enough to be a slip of the fingers. */
export function didYouMean(given: string, candidates: readonly string[]): string {
  const near = candidates
    .map((candidate) => ({ candidate, distance: editDistance(given.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)[0];
  return near && near.distance <= Math.max(2, given.length / 3) ? `; did you mean ${near.candidate}?` : "";
}

/** Levenshtein's distance, one row at a time. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length];
}

/** A slip in a name that may be one of a series, where another digit makes another name and no slip. */
export const isMisspelt = (name: string, of: string): boolean =>
  isSlip(name, of) && name.replace(/\d/g, "") !== of.replace(/\d/g, "");

/** Whether a name differs from another in the case of letters, or by one letter. */
export function isSlip(name: string, of: string): boolean {
  if (name.toLowerCase() === of.toLowerCase()) return true;
  if (Math.abs(name.length - of.length) > 1) return false;
  let start = 0;
  while (start < name.length && name[start] === of[start]) start++;
  const [rest, meant] = [name.slice(start), of.slice(start)];
  const isSwapped = rest.length > 1 && rest[0] === meant[1] && rest[1] === meant[0] && rest.slice(2) === meant.slice(2);
  return isSwapped || rest === meant.slice(1) || rest.slice(1) === meant || rest.slice(1) === meant.slice(1);
}
