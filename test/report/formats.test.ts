import { formats } from "../../report/formats";
import type { Report } from "../../report/report";
import { clean, everything, failing } from "./reports";

const look = { colour: false, width: 80 };

const held: [string, Report][] = Object.entries({ clean, failing, everything });

describe.each(Object.entries(formats))("%s", (_, { load }) => {
  test.each(held)("gives the same bytes for the same report: %s", async (_, report) => {
    const render = await load();
    const content = await render(report, look);
    if (typeof content === "string" && content !== "") expect(content.endsWith("\n")).toBe(true);
    expect(await render(structuredClone(report), look)).toEqual(content);
  });
});
