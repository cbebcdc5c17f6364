import { partial, supporting } from "../frameworks/controls";
import type { Graph } from "../graph/graph";
import type { Kind, Resource } from "../graph/resource";
import { accountOf } from "../iam/arns";
import { decide } from "../iam/decide";
import { readDocument } from "../iam/document";
import { text, type Text } from "../iam/text";
import { FunctionPermission, LambdaFunction } from "../kinds/lambda";
import { evidence, fail, notApplicable, pass, policy } from "../policy";

export const LAMBDA = "https://docs.aws.amazon.com/lambda/latest/dg";

/** A service that calls functions on behalf of something. */
interface Invocation<P, S> {
  id: string;
  title: string;
  /** What the service does where the function keeps it out. */
  what: string;
  remediation: string;
  page: string;
  about: Kind<P>;
  /** Names of the service, any one of which lets it in. */
  services(source: Resource<S>, graph: Graph): readonly [string, ...string[]];
  /** The property that names the functions. */
  path: string;
  source: Kind<S>;
  /** Whose events the function takes. */
  sourceOf(subject: Resource<P>, graph: Graph): Resource<S> | undefined;
  arnOf(source: Resource<S>, graph: Graph): Text;
}

/** Functions let in whoever calls them. */
export const invocation = <P, S>(row: Invocation<P, S>) => {
  const { what, page, path, source: kind, sourceOf, services: servicesOf, arnOf, ...about } = row;
  return policy<P>({
    ...about,
    severity: "medium",
    description: `Without a permission Lambda refuses the call, ${what}, and the function looks as if nothing had happened.`,
    controls: [partial("nist-800-53-r5/SI-4(12)"), supporting("nist-800-53-r5/AU-5")],
    pages: [page, `${LAMBDA}/access-control-resource-based.html`],
    check(subject: Resource<P>, graph: Graph) {
      const lambdas = graph.follow(subject, path, LambdaFunction).known.filter(({ record }) => !record.external);
      const source = sourceOf(subject, graph);
      if (lambdas.length === 0 || !source) return notApplicable("it calls no function of this stack");
      const arn = arnOf(source, graph);
      const services = servicesOf(source, graph);
      const lettingIn = lambdas.map((lambda) =>
        graph
          .into(lambda, FunctionPermission, "function")
          .find((each) => services.some((service) => letsIn(each, service, source, kind, arn, graph))),
      );
      const shut = lambdas[lettingIn.indexOf(undefined)];
      if (!shut)
        return pass(...lettingIn.flatMap((permission) => (permission ? evidence(permission, "principal") : [])));
      const permissions = graph.into(shut, FunctionPermission, "function").known;
      return fail(
        permissions.length > 0
          ? `no permission of function ${shut.name} lets ${services[0]} in on behalf of ${source.name}`
          : `function ${shut.name} has no permission that lets ${services[0]} in`,
        evidence(shut, "name"),
      );
    },
  });
};

/** Whether a permission of the function lets the service in on behalf of the source. */
function letsIn<P>(
  permission: Resource<NonNullable<typeof FunctionPermission.props>>,
  service: string,
  source: Resource<P>,
  kind: Kind<P>,
  arn: Text,
  graph: Graph,
): boolean {
  const { action = "", principal = "", sourceAccount } = permission.props;
  // The edge says of which source it is, before anybody knows an ARN.
  const { known } = permission.has("sourceArn") ? graph.follow(permission, "sourceArn", kind) : { known: [] };
  const isMeant = known.some((each) => (each as Resource<unknown>) === (source as Resource<unknown>));
  if (known.length > 0 && !isMeant) return false;
  const sourceArn = isMeant ? undefined : permission.record.values.sourceArn;
  const Condition = {
    ...(sourceArn === undefined ? {} : { ArnLike: { "aws:SourceArn": sourceArn } }),
    ...(sourceAccount === undefined ? {} : { StringEquals: { "aws:SourceAccount": sourceAccount } }),
  };
  const Principal = principal === "*" ? principal : { Service: principal };
  const Statement = { Effect: "Allow", Principal, Action: action, Resource: "*", Condition };
  return decide([readDocument({ Version: "2012-10-17", Statement }, "resource")], {
    principal: { service },
    action: "lambda:InvokeFunction",
    resource: text`arn:aws:lambda`,
    context: { "aws:SourceArn": arn, "aws:SourceAccount": accountOf(graph, source) },
  }).allowed;
}
