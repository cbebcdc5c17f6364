import type { Kind } from "../graph/resource";

interface Option {
  namespace?: string;
  name?: string;
  value?: string;
}

export interface BeanstalkProps {
  arn?: string;
  name?: string;
  templateName?: string;
  settings?: Option[];
}

export const BeanstalkEnvironment: Kind<BeanstalkProps> = {
  noun: "Elastic Beanstalk environment",
  tokens: ["aws:elasticbeanstalk/environment:Environment"],
};

export const BeanstalkTemplate: Kind<{ name?: string; settings?: Option[] }> = {
  noun: "Elastic Beanstalk configuration template",
  tokens: ["aws:elasticbeanstalk/configurationTemplate:ConfigurationTemplate"],
  decidedByAws: ["settings"],
};
