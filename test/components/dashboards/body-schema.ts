/**
 * The structure of a dashboard's body, written down from AWS's page on it.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */

const integer = (minimum: number, maximum?: number) => ({ type: "integer", minimum, ...(maximum && { maximum }) });
const text = { type: "string", minLength: 1 };

const rendering = {
  type: "object",
  additionalProperties: false,
  properties: {
    accountId: text,
    color: { type: "string", pattern: "^#[0-9a-fA-F]{6}$" },
    expression: text,
    id: { type: "string", pattern: "^[a-z]\\w*$" },
    label: text,
    period: integer(1),
    region: text,
    stat: text,
    visible: { type: "boolean" },
    yAxis: { enum: ["left", "right"] },
  },
};

/** Namespace, name, up to thirty dimensions as name and value, and how the line is drawn. */
const metric = {
  type: "array",
  minItems: 2,
  maxItems: 63,
  items: { anyOf: [text, rendering] },
  prefixItems: [text, text],
};

const metricProperties = {
  type: "object",
  additionalProperties: false,
  required: ["metrics", "region"],
  properties: {
    accountId: text,
    annotations: { type: "object" },
    legend: { type: "object" },
    liveData: { type: "boolean" },
    metrics: { type: "array", minItems: 1, maxItems: 500, items: metric },
    period: integer(1),
    region: { type: "string", pattern: "^[a-z]{2,}(-[a-z]+)+-\\d+$" },
    stacked: { type: "boolean" },
    stat: text,
    title: text,
    view: { enum: ["timeSeries", "singleValue", "gauge", "bar", "pie", "table"] },
    yAxis: { type: "object" },
  },
};

const alarmProperties = {
  type: "object",
  additionalProperties: false,
  required: ["alarms"],
  properties: {
    alarms: {
      type: "array",
      minItems: 1,
      maxItems: 100,
      items: { type: "string", pattern: "^arn:[a-z-]+:cloudwatch:[a-z0-9-]+:\\d{12}:alarm:." },
    },
    sortBy: { enum: ["default", "stateUpdatedTimestamp", "timestamp"] },
    states: { type: "array", items: { enum: ["ALARM", "INSUFFICIENT_DATA", "OK"] } },
    title: text,
  },
};

const textProperties = {
  type: "object",
  additionalProperties: false,
  required: ["markdown"],
  properties: { markdown: text, background: { enum: ["solid", "transparent"] } },
};

const widget = (type: string, properties: object) => ({
  type: "object",
  additionalProperties: false,
  required: ["type", "properties"],
  properties: {
    type: { const: type },
    x: integer(0, 23),
    y: integer(0),
    width: integer(1, 24),
    height: integer(1, 1000),
    properties,
  },
});

export const bodySchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  type: "object",
  additionalProperties: false,
  required: ["widgets"],
  properties: {
    start: text,
    end: text,
    periodOverride: { enum: ["auto", "inherit"] },
    widgets: {
      type: "array",
      maxItems: 500,
      items: {
        oneOf: [widget("metric", metricProperties), widget("alarm", alarmProperties), widget("text", textProperties)],
      },
    },
  },
};
