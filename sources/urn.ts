/** The type of the resource that stands for the stack itself; it is left out of every parent's type chain. */
export const ROOT_STACK = "pulumi:pulumi:Stack";

/** `urn:pulumi:stack::project::parentType$type::name`. */
export interface Urn {
  stack: string;
  project: string;
  /** The types of the resource's ancestors and its own, joined by `$`. */
  qualifiedType: string;
  type: string;
  name: string;
}

const SCHEME = "urn:pulumi:";

/** Where the part after the next `::` begins; negative where there is none. */
function after(urn: string, from: number): number {
  const end = from < 0 ? -1 : urn.indexOf("::", from);
  return end < 0 ? -1 : end + 2;
}

/** The parts of a URN. A name may itself contain `::`. */
export function parseUrn(urn: string): Urn | undefined {
  if (!urn.startsWith(SCHEME)) return undefined;
  const project = after(urn, SCHEME.length);
  const type = after(urn, project);
  const name = after(urn, type);
  if (Math.min(project, type, name) < 0) return undefined;
  const qualifiedType = urn.slice(type, name - 2);
  return {
    stack: urn.slice(SCHEME.length, project - 2),
    project: urn.slice(project, type - 2),
    qualifiedType,
    type: qualifiedType.slice(qualifiedType.lastIndexOf("$") + 1),
    name: urn.slice(name),
  };
}

/** The URN that the Pulumi engine gives a resource: its parent's types before its own, the root stack left out. */
export function composeUrn(at: { stack: string; project: string }, parent: string, type: string, name: string): string {
  const parentType = parseUrn(parent)?.qualifiedType;
  const qualifiedType = parentType && parentType !== ROOT_STACK ? `${parentType}$${type}` : type;
  return `urn:pulumi:${at.stack}::${at.project}::${qualifiedType}::${name}`;
}

/** The package in a type or function token: `aws` of `aws:s3/bucket:Bucket`. */
export function packageOf(token: string): string {
  return token.slice(0, token.indexOf(":"));
}

const PROVIDERS = "pulumi:providers:";

/** The package that a provider resource configures: `aws` of `pulumi:providers:aws`; `undefined` for anything else. */
export function providerPackage(type: string): string | undefined {
  return (type.startsWith(PROVIDERS) && type.slice(PROVIDERS.length)) || undefined;
}
