import { formats, type Content } from "../../report/formats";
import { renderJson, writeJson } from "../../report/json";
import type { Report } from "../../report/report";
import { clean, everything, failing } from "./reports";
import { whole } from "./tools";

const look = { colour: false, width: 80 };

const made = (content: Content): string | Uint8Array => (typeof content === "function" ? whole(content) : content);

const held: [string, Report][] = Object.entries({ clean, failing, everything });

describe.each(Object.entries(formats))("%s", (_, { load }) => {
  test.each(held)("gives the same bytes for the same report: %s", async (_, report) => {
    const render = await load();
    const content = made(await render(report, look));
    if (typeof content === "string" && content !== "") expect(content.endsWith("\n")).toBe(true);
    expect(made(await render(structuredClone(report), look))).toEqual(content);
  });
});

test("pieces of JSON are the same text", () => {
  for (const [, report] of held) expect(whole(writeJson(report))).toBe(renderJson(report));
});
