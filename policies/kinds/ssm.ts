import type { Kind } from "../graph/resource";

export interface DocumentProps {
  arn?: string;
  name?: string;
  documentType?: string;
  documentFormat?: string;
  content?: string;
}

export const Document: Kind<DocumentProps> = {
  noun: "Systems Manager document",
  tokens: ["aws:ssm/document:Document"],
};
