import type { Kind } from "../graph/resource";

export interface BotAliasProps {
  arn?: string;
  name?: string;
  conversationLogs?: { logSettings?: { destination?: string; kmsKeyArn?: string }[] };
}

export const BotAlias: Kind<BotAliasProps> = { noun: "Lex bot alias", tokens: ["aws:lex/botAlias:BotAlias"] };
