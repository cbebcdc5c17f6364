import { Unknown, UnknownValue } from "../graph/value";
import { applies, miss, type Through } from "./applies";
import { type PolicyDocument } from "./document";
import { asked, type Asked, type Request } from "./request";
import { type Statement } from "./statement";
import { Doubt, all, any, type Truth } from "./truth";

type Effect = "Allow" | "Deny";

/** The answer to one question about policies: what is the case, why, and the statement that settled it. */
export interface Answer {
  truth: Truth;
  /** Lower case, to be read after the subject of a finding. Most answers are as they should be, and are told to nobody. */
  why(): string;
  by?: Statement;
}

/**
 * What policies say to a request. `allowed` and `denied` are separate questions, because one may be certain where the
 * other is not: without any Allow a request is refused, whatever an unknown Deny turns out to cover.
 */
export class Decision {
  constructor(
    private readonly request: Asked,
    /** Whether the request is allowed. */
    readonly permission: Answer,
    /** Whether a Deny refuses the request. */
    readonly refusal: Answer,
  ) {}

  /** Throws {@link UnknownValue} when it is undecided. */
  get allowed(): boolean {
    return this.certain(this.permission, "permission for");
  }

  /** Whether an explicit Deny applies. Throws {@link UnknownValue} when it is undecided. */
  get denied(): boolean {
    return this.certain(this.refusal, "refusal of");
  }

  /** `not-allowed`: nobody allows it, and nobody denies it either. */
  get effect(): "allowed" | "denied" | "not-allowed" | "undecided" {
    if (this.refusal.truth === true) return "denied";
    if (this.permission.truth === true) return "allowed";
    return this.permission.truth === false && this.refusal.truth === false ? "not-allowed" : "undecided";
  }

  /** The statement that allows or denies the request. */
  get by(): Statement | undefined {
    return this.permission.by;
  }

  /** Why the request is allowed or not, or why that is undecided. */
  get why(): string {
    return this.permission.why();
  }

  private certain({ truth, why }: Answer, question: string): boolean {
    if (truth instanceof Doubt) throw new UnknownValue(`${question} ${this.request.shown()}`, `undecided: ${why()}`);
    return truth;
  }
}

/**
 * Decides a request as AWS does inside one account: a Deny wins over every Allow, and without an Allow nothing is allowed.
 * A service needs an Allow in the resource's own policy. A role or user needs one there or in its own policies; with a
 * key and a trust policy its own policies count only where the resource's policy leaves the decision to the account.
 * A document that AWS would not accept lets nothing through, because nothing of it can be deployed.
 * Organization policies, permission boundaries, session policies and grants are not looked at.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function decide(documents: readonly PolicyDocument[], request: Request): Decision {
  const question = asked(request);
  if (documents.some(({ malformed }) => malformed.length > 0)) {
    const problems = documents.flatMap(({ malformed }) => malformed).join("; ");
    const none: Answer = { truth: false, why: () => `AWS does not accept the policy: ${problems}` };
    return new Decision(question, none, none);
  }
  // A service, the public and a federated user have no policies of their own.
  const asking = question.arn ? documents : documents.filter(({ kind }) => kind !== "identity");
  const refusal = answer(asking, "Deny", "either", question);
  const granted = grant(asking, question);
  return new Decision(question, prevailing(granted, refusal), refusal);
}

function prevailing(granted: Answer, refusal: Answer): Answer {
  if (refusal.truth === true) return { truth: false, why: refusal.why, by: refusal.by };
  return granted.truth === true && refusal.truth instanceof Doubt ? refusal : granted;
}

/** Whether an Allow reaches the one who asks, before any Deny. */
function grant(documents: readonly PolicyDocument[], request: Asked): Answer {
  const resource = documents.filter(({ kind }) => kind !== "identity");
  const direct = answer(resource, "Allow", "name", request);
  if (direct.truth === true) return direct;
  const own = answer(
    documents.filter(({ kind }) => kind === "identity"),
    "Allow",
    "name",
    request,
  );
  const entrusted = answer(resource, "Allow", "account", request);
  const needsTrust = resource.some(({ kind }) => kind === "trust") || request.action.shown.startsWith("kms:");
  const ways = [direct.truth, needsTrust ? all([own, entrusted], ({ truth }) => truth) : own.truth];
  const truth = any(ways, (way) => way);
  if (truth === true) return own;
  if (truth instanceof Doubt) return { truth, why: () => truth.why };
  const { by } = entrusted;
  return {
    truth,
    why: () =>
      by
        ? `${by.name} leaves it to the policies of the account, and none of them allows it`
        : whyNot(documents, "Allow", "name", request),
  };
}

const VERB = { Allow: "allows", Deny: "denies" };

function answer(documents: readonly PolicyDocument[], effect: Effect, through: Through, request: Asked): Answer {
  let doubt: Doubt | undefined;
  for (const { statements, open } of documents) {
    for (const statement of statements) {
      if (statement.effect !== effect && !(statement.effect instanceof Unknown)) continue;
      const truth = applies(statement, request, through);
      if (truth === false) continue;
      if (truth === true && statement.effect === effect)
        return { truth, why: () => `${statement.name} ${VERB[effect]} ${request.shown()}`, by: statement };
      const why = truth instanceof Doubt ? truth.why : `its Effect is ${(statement.effect as Unknown).why}`;
      doubt ??= new Doubt(`${statement.name} may ${effect.toLowerCase()} it, ${why}`);
    }
    if (open) doubt ??= new Doubt(`the policy is ${open.why}`);
  }
  const { why } = doubt ?? {};
  return { truth: doubt ?? false, why: () => why ?? whyNot(documents, effect, through, request) };
}

/** What AWS would not accept, or what the nearest statement lacks. */
function whyNot(documents: readonly PolicyDocument[], effect: Effect, through: Through, request: Asked): string {
  const nearest = documents
    .flatMap(({ statements }) => statements.filter((statement) => statement.effect === effect))
    .map((statement) => miss(statement, request, through))
    .reduce((best, next) => (next.why && next.met > best.met ? next : best), {
      met: 0,
      why: undefined as string | undefined,
    });
  const none = `no statement ${VERB[effect]} ${request.shown()}`;
  return nearest.why ? `${none}; ${nearest.why}` : none;
}
