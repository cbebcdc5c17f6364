import type { Kind } from "../graph/resource";
import { isRecord, type Values } from "../graph/value";
import * as services from "./index";

const isKind = (exported: unknown): exported is Kind<unknown> => isRecord(exported) && Array.isArray(exported.tokens);

/** Every kind of every service. */
export const allKinds: readonly Kind<unknown>[] = Object.values(services).flatMap((service) =>
  Object.values(service as Values).filter(isKind),
);
