import { catalogue } from "../../policies/catalogue";
import { evaluate } from "../../policies/evaluate";
import type { Kind } from "../../policies/graph/resource";
import { other, stack } from "../resources";

/** Looked up with `.get`, by an id; AWS was not asked for anything else. */
const read = ({ tokens: [type] }: Kind<unknown>) => other(type, "x", { id: "x" }, { external: true, unread: true });

const kinds = [...new Set(catalogue.map(({ about }) => about as Kind<unknown>))];
const decided = kinds.flatMap((kind) =>
  evaluate(catalogue, stack([read(kind)], false))
    .filter(({ urn, status }) => urn !== undefined && !["unknown", "not-applicable"].includes(status))
    .map(({ policy, status }) => `${policy} ${status}`),
);

test("of a resource that is only read, no more is decided than that it is there", () =>
  expect([...new Set(decided)]).toEqual(["trail-exists pass"]));
