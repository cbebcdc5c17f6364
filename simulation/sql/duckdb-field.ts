import { literal, type Field } from "./dialect";

const NUMBERS = ["BIGINT", "UBIGINT", "HUGEINT", "UHUGEINT", "DOUBLE"].map(literal).join(", ");

/** What stands at a path of a JSON value. */
export function fieldOf(json: string, path: string): Field {
  const text = `json_extract_string(${json}, ${path})`;
  const type = `json_type(${json}, ${path})`;
  return {
    text,
    isText: `${type} = 'VARCHAR'`,
    isNumber: `${type} IN (${NUMBERS})`,
    number: `TRY_CAST(${text} AS DOUBLE)`,
    exists: `${type} IS NOT NULL`,
    is: {
      "IS NULL": `${type} = 'NULL'`,
      "IS TRUE": `(${type} = 'BOOLEAN' AND ${text} = 'true')`,
      "IS FALSE": `(${type} = 'BOOLEAN' AND ${text} = 'false')`,
    },
  };
}
