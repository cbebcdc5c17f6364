/** Memory per processor, by the letters that a family begins with. https://aws.amazon.com/rds/instance-types/ */
const GIB_PER_VCPU: readonly [family: RegExp, gib: number][] = [
  [/^x1e|^x2ie/, 32],
  [/^x2/, 16],
  [/^x/, 15.25],
  [/^[rz]/, 8],
  [/^m/, 4],
  [/^c/, 2],
];
/** Burstable families have the same memory under the same size. */
const BURSTABLE_GIB: Readonly<Record<string, number>> = {
  nano: 0.5,
  micro: 1,
  small: 2,
  medium: 4,
  large: 8,
  xlarge: 16,
  "2xlarge": 32,
};

export interface Capacity {
  readonly vcpus: number;
  readonly bytes: number;
}

/** What a class such as `db.r6g.2xlarge` has; `undefined` for `db.serverless` and for families that are not known here. */
export function capacityOf(instanceClass: string): Capacity | undefined {
  const [, family, size] = /^(?:db\.|cache\.)?(\w+)\.(\w+)/.exec(instanceClass) ?? [];
  const vcpus = family && vcpusOf(family, size);
  if (!vcpus) return undefined;
  const perVcpu = GIB_PER_VCPU.find(([pattern]) => pattern.test(family))?.[1];
  const gib = family.startsWith("t") ? BURSTABLE_GIB[size] : perVcpu && perVcpu * vcpus;
  return gib ? { vcpus, bytes: gib * 2 ** 30 } : undefined;
}

function vcpusOf(family: string, size: string): number | undefined {
  if (family.startsWith("t") && /^(nano|micro|small|medium)$/.test(size))
    return family === "t2" && size !== "medium" ? 1 : 2;
  const [, times] = /^(\d*)xlarge$/.exec(size) ?? [];
  if (times !== undefined) return 4 * Number(times || 1);
  return { medium: 1, large: 2 }[size];
}

/**
 * How many clients an engine lets in where nobody set `max_connections`.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html#RDS_Limits.MaxConnections
 */
export function mostConnections(engine: string, bytes: number): number {
  if (engine === "aurora-mysql")
    return Math.max(Math.log2(bytes / 805_306_368) * 45, Math.log2(bytes / 8_187_281_408) * 1000);
  if (/postgres/.test(engine)) return Math.min(bytes / 9_531_392, 5000);
  if (/^oracle/.test(engine)) return Math.min(bytes / 9_868_951, 20_000);
  if (/^sqlserver/.test(engine)) return 32_767;
  return bytes / 12_582_880;
}
