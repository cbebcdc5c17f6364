import { runtime } from "@pulumi/pulumi";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";

/** What a program registered, with what mocks alone leave out: parents, dependencies and options. */

export const COMMERCIAL = { partition: "aws", region: "eu-west-1", dnsSuffix: "amazonaws.com" };
export const GOVCLOUD = { partition: "aws-us-gov", region: "us-gov-west-1", dnsSuffix: "amazonaws.com" };
export const CHINA = { partition: "aws-cn", region: "cn-north-1", dnsSuffix: "amazonaws.com.cn" };
export const ACCOUNT = "111122223333";

export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly parent: string;
  readonly custom: boolean;
  readonly protect: boolean;
  /** Id of what exists already and is taken over. */
  readonly imports: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into inputs of every type
  readonly inputs: any;
  /** `type name` of every resource it waits for. */
  readonly dependsOn: string[];
  /** The same per property. */
  readonly propertyDependencies: Record<string, string[]>;
}

/** The short form of a type and a name: `s3/Bucket audit-archive`. */
const label = (type: string, name: string): string => {
  const [pkg, module, resource] = type.split(":");
  return `${pkg === "aws" ? (module ?? "").split("/")[0] : module}/${resource} ${name}`;
};

const fromUrn = (urn: string): string => {
  const [type, name] = urn.split("::").slice(-2);
  return label(type.split("$").at(-1) ?? "", name);
};

export interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Principal: unknown;
  readonly Action: string | string[];
  readonly Resource: string | string[];
  readonly Condition?: Record<string, Record<string, unknown>>;
}

export class Deployment {
  constructor(readonly resources: readonly Registered[]) {}

  /** The one resource whose label this is. */
  get(wanted: string): Registered {
    const found = this.resources.filter(({ type, name }) => label(type, name) === wanted);
    if (found.length !== 1)
      throw new Error(`${found.length} resources are ${wanted}; there are\n${this.labels.join("\n")}`);
    return found[0];
  }

  /** The statement of a policy document with this Sid. */
  statement(wanted: string, sid: string): Statement {
    const statements: Statement[] = JSON.parse(this.get(wanted).inputs.policy).Statement;
    const found = statements.find(({ Sid }) => Sid === sid);
    if (!found)
      throw new Error(`${wanted} has no statement ${sid}; it has ${statements.map(({ Sid }) => Sid).join(", ")}`);
    return found;
  }

  /** Every resource of a type such as `s3/Bucket`. */
  all(type: string): Registered[] {
    return this.resources.filter((resource) => label(resource.type, "").trim() === type);
  }

  get labels(): string[] {
    return this.resources.map(({ type, name }) => label(type, name));
  }

  childrenOf(parent: string): string[] {
    return this.resources.filter((resource) => resource.parent === parent).map(({ type, name }) => label(type, name));
  }
}

interface Where {
  partition: string;
  region: string;
  dnsSuffix: string;
}

const answers = (where: Where): Record<string, Record<string, string>> => ({
  "aws:index/getPartition:getPartition": {
    partition: where.partition,
    dnsSuffix: where.dnsSuffix,
    id: where.partition,
  },
  "aws:index/getRegion:getRegion": { region: where.region, id: where.region, name: where.region },
  "aws:index/getCallerIdentity:getCallerIdentity": { accountId: ACCOUNT, id: ACCOUNT },
});

let seen: RegisterResourceRequest[] = [];

/** How many resources the program under test registered so far; for programs that must refuse before the first. */
export const registered = (): number => seen.length;

/** What the program under test sent to the engine. */
export const requests = (): readonly RegisterResourceRequest[] => seen;

export async function start(where: Where = COMMERCIAL, stack = "prod"): Promise<void> {
  const known = answers(where);
  await runtime.setMocks(
    {
      newResource: ({ inputs }) => ({ id: undefined, state: inputs }),
      call: ({ token }) => {
        if (!(token in known)) throw new Error(`the components look up nothing else, but asked for ${token}`);
        return known[token];
      },
    },
    "trailwatch",
    stack,
    true,
    "organization",
  );
  seen = [];
  const monitor = runtime.getMonitor() as unknown as {
    registerResource(request: RegisterResourceRequest, callback: unknown): unknown;
  };
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request, callback) => {
    seen.push(request);
    return register(request, callback);
  };
}

/** Previews a program as the engine does: inputs are known, and ids and ARNs that AWS makes are not. */
export async function deploy(program: () => unknown, where: Where = COMMERCIAL, stack = "prod"): Promise<Deployment> {
  await start(where, stack);
  // The SDK takes a stack trace per promise, and under Jest each is mapped back to TypeScript: four fifths of the time.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    program();
    await runtime.disconnect();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
  return new Deployment(seen.map(read));
}

const read = (request: RegisterResourceRequest): Registered => ({
  type: request.getType(),
  name: request.getName(),
  parent: request.getParent() ? fromUrn(request.getParent()) : "",
  custom: request.getCustom(),
  protect: request.getProtect() ?? false,
  imports: request.getImportid(),
  inputs: runtime.deserializeProperties(request.getObject()!, true),
  dependsOn: request.getDependenciesList().map(fromUrn),
  propertyDependencies: Object.fromEntries(
    request
      .getPropertydependenciesMap()
      .getEntryList()
      .map(([property]) => [property, dependenciesOf(request, property)]),
  ),
});

// The generated type says that the values are strings; they are messages.
const dependenciesOf = (request: RegisterResourceRequest, property: string): string[] => {
  const value = request.getPropertydependenciesMap().get(property) as unknown as { getUrnsList(): string[] };
  return value.getUrnsList().map(fromUrn);
};
