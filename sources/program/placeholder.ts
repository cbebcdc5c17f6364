/**
 * A value for a required configuration key that nobody gave. It is shaped by what the key's name promises, because
 * programs split domains, parse CIDRs, read folders and files. Self-contained: the Node launcher also runs it inside the program.
 */
export function placeholder(key: string, type: "string" | "number" | "boolean" | "object", suggested?: string): string {
  if (type === "number") return suggested !== undefined && !isNaN(parseFloat(suggested)) ? suggested : "1";
  if (type === "boolean") return suggested === "true" ? "true" : "false";
  if (type === "object") {
    try {
      return JSON.stringify(JSON.parse(suggested ?? "{}"));
    } catch {
      return "{}";
    }
  }
  if (suggested !== undefined && suggested !== "") return suggested;
  const name = key.slice(key.lastIndexOf(":") + 1);
  const slug = name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .toLowerCase();
  const shapes: [RegExp, string][] = [
    [/e-?mail/, `${slug}@example.com`],
    [/cidr/, "10.0.0.0/16"],
    [/(^|-)arn$/, `arn:aws:service:us-east-1:000000000001:${slug}`],
    [/account(-id)?$/, "000000000001"],
    [/region$/, "us-east-1"],
    [/(key|cert|certificate|script|template|playbook)-path$|(^|-)file(-?name|-path)?$/, "Pulumi.yaml"],
    [/stack(-?(name|ref|reference|path))?$/, `organization/${slug}/placeholder`],
    [/(path|dir|directory|folder)($|-)/, "."],
    [/ur[il]$|endpoint$|webhook/, `https://${slug}.example.com`],
    [/domain|host(name)?$|(^|-)zone(-name)?$|fqdn/, `${slug}.example.com`],
    [/(^|-)(number|count|port|size|days|hours|minutes|seconds)$/, "1"],
  ];
  return shapes.find(([pattern]) => pattern.test(slug))?.[1] ?? `placeholder-${slug}`;
}
