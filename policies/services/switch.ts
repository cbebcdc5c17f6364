import { Found } from "../graph/found";
import type { Graph } from "../graph/graph";
import type { Kind, Resource } from "../graph/resource";
import { UNREAD } from "../graph/unread";
import { attempt, UnknownValue } from "../graph/value";
import { evidence, fail, notApplicable, pass, policy } from "../policy";
import type { Answer, Policy, ResourcePolicy } from "../policy";

/**
 * The families of service logging are tables of two kinds of row. A `settingPolicy` reads one setting of the resource itself, so
 * the engine can refuse the resource before it is made. A `partnerPolicy` also accepts resources of their own that name it (a flow
 * log names its VPC), any one of which is enough. `on` says when a place is on and is given what AWS makes of a property that is
 * left out; `exempt` says why there is nothing to switch; what is not known yet stays undecided by itself. Where the logs end up is
 * not asked here: the store is judged once, for all that write to it, by `log-buckets.ts` and the families of buckets and groups,
 * and groups that services make for themselves by `own-group.ts`.
 */

type Texts<P> = Omit<ResourcePolicy<P, Record<never, never>>, "scope" | "check" | "parameters" | "holds" | "ifNone">;

interface Row<P> extends Texts<P> {
  /** What is wrong where the switch is off: lower case, about the resource. */
  off: string;
}

/** Where a switch sits, and whether it is on there. Reading what is not known leaves the subject undecided. */
interface Place<P> {
  /** The property that evidence shows. */
  path: string;
  on(props: P): unknown;
}

interface SettingRow<P> extends Row<P>, Place<P> {
  /** Why the setting says nothing about this resource. */
  exempt?(subject: Resource<P>): string | undefined;
}

/** A switch that is a resource of its own. */
interface Partner<Q> extends Place<Q> {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- one partner can serve subjects of several kinds
  find(subject: Resource<any>, graph: Graph): Found<Resource<Q>>;
}

interface PartnerRow<P> extends Omit<Row<P>, "remediate"> {
  /** The settings inside the resource that do the same. */
  inline?: readonly Place<P>[];
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- partners of one row can be of different kinds
  partners?: readonly Partner<any>[];
  exempt?(subject: Resource<P>, graph: Graph): string | undefined;
}

export function settingPolicy<P>(row: SettingRow<P>): Policy {
  const { off, path, on, exempt, ...texts } = row;
  return policy<P>({
    ...texts,
    scope: "resource",
    check(subject) {
      const reason = exempt?.(subject);
      return reason ? notApplicable(reason) : judged(subject, new Found([place(subject, { path, on })]), off);
    },
  });
}

export function partnerPolicy<P>(row: PartnerRow<P>): Policy {
  const { off, inline = [], partners = [], exempt, ...texts } = row;
  return policy<P>({
    ...texts,
    check(subject, graph) {
      const reason = exempt?.(subject, graph);
      if (reason) return notApplicable(reason);
      const own = new Found(inline.map((own) => place(subject, own)));
      const places = partners.map((partner) =>
        partner.find(subject as Resource<never>, graph).flatMap((other) => new Found([place(other, partner)])),
      );
      return judged(
        subject,
        new Found([own, ...places]).flatMap((found) => found),
        off,
      );
    },
  });
}

/** A partner that names the subject in one of its properties. Its being there is enough, unless `on` asks for more. */
export const partner = <Q>(kind: Kind<Q>, property: string, place?: Place<Q>): Partner<Q> => ({
  find: (subject, graph) => graph.into(subject, kind, property),
  ...(place ?? { path: property, on: () => true }),
});

/** Whether it is there at all: the ARN of what is still to be made is not known, and no less a setting. */
export function isGiven(read: () => unknown): boolean {
  const value = attempt(read);
  if (value instanceof UnknownValue && value.why === UNREAD.why) throw value;
  return value instanceof UnknownValue || Boolean(value);
}

interface Candidate {
  from: Resource<unknown>;
  path: string;
  isOn(): boolean;
}

const place = <P>(from: Resource<P>, { path, on }: Place<P>): Candidate => ({
  from: from as Resource<unknown>,
  path,
  isOn: () => Boolean(on(from.props)),
});

function judged(subject: Resource<never> | Resource<unknown>, places: Found<Candidate>, off: string): Answer {
  const lit = places.find(({ isOn }) => isOn());
  if (lit) return pass(evidence(lit.from, lit.path));
  subject.undecidedIfRead();
  return fail(off, ...places.known.map(({ from, path }) => evidence(from, path)));
}
