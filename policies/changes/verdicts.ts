import type { Verdict } from "../evaluate";
import { fail, notApplicable, pass, unknown, type Answer } from "../policy";

/**
 * What a report of an earlier run says of this one. It has verdicts and no values, so that it shows what passed and does no
 * longer; a shorter retention that is still long enough, only a state shows.
 * @param incomparable policies that were judged by other parameters then
 */
export function comparedVerdicts(
  before: readonly Verdict[],
  now: readonly Verdict[],
  incomparable: ReadonlySet<string>,
): Answer {
  const today = new Map(now.map((verdict) => [key(verdict), verdict]));
  const passed = before.filter(({ policy, status }) => status === "pass" && !incomparable.has(policy));
  if (passed.length === 0) return notApplicable("the earlier report has no pass to compare with");
  const lost: string[] = [];
  const open: string[] = [];
  for (const was of passed) {
    const is = today.get(key(was));
    const name = `${was.subject} (${was.policy})`;
    if (is?.status === "fail") lost.push(`${name} passed before: ${is.message}`);
    else if (is?.status === "unknown" || is?.status === "error")
      open.push(`${name} passed before and cannot be judged now`);
    else if (!is && now.some(({ policy }) => policy === was.policy))
      open.push(`${name} passed before and is gone; a report does not show what took its place`);
  }
  if (lost.length > 0) return fail(lost.join("; "));
  return open.length > 0 ? unknown(open.join("; ")) : pass();
}

const key = ({ policy, urn = "" }: Verdict): string => `${policy} ${urn}`;
