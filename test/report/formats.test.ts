import { formats } from "../../report/formats";
import * as reports from "./reports";

const look = { colour: false, width: 80 };

describe.each(Object.entries(formats))("%s", (_, { load }) => {
  test("is loaded on demand and gives the same text for the same report", async () => {
    const render = await load();
    for (const report of [reports.clean, reports.failing, reports.everything]) {
      const text = render(report, look);
      expect(text.endsWith("\n")).toBe(true);
      expect(render(structuredClone(report), look)).toBe(text);
    }
  });
});
