import type { Kind } from "../graph/resource";

export const ReplicationTask: Kind<{
  replicationTaskArn?: string;
  replicationTaskId?: string;
  replicationInstanceArn?: string;
  replicationTaskSettings?: string;
}> = {
  noun: "replication task",
  tokens: ["aws:dms/replicationTask:ReplicationTask"],
  names: ["replicationTaskArn", "replicationTaskId"],
  decidedByAws: ["replicationTaskSettings"],
};

export const ReplicationInstance: Kind<{ replicationInstanceArn?: string; replicationInstanceId?: string }> = {
  noun: "replication instance",
  tokens: ["aws:dms/replicationInstance:ReplicationInstance"],
  names: ["replicationInstanceArn", "replicationInstanceId"],
};
