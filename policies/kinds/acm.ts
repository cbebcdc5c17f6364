import type { Kind } from "../graph/resource";

export interface CertificateProps {
  arn?: string;
  domainName?: string;
  certificateBody?: string;
  certificateAuthorityArn?: string;
  options?: { certificateTransparencyLoggingPreference?: string };
}

export const Certificate: Kind<CertificateProps> = {
  noun: "certificate",
  tokens: ["aws:acm/certificate:Certificate"],
  names: [],
  decidedByAws: ["domainName", "options"],
};
