// As many mixed resources as the configuration asks for: a bucket, a security group, a launch template and a cluster in
// turn, half of them as the policies want them.
const pulumi = require("@pulumi/pulumi");
const ec2 = require("@pulumi/aws/ec2");
const eks = require("@pulumi/aws/eks");
const s3 = require("@pulumi/aws/s3");

const count = new pulumi.Config().requireNumber("resources");
const kinds = [
  (name) => new s3.Bucket(name, { tags: { Name: name } }),
  (name, good) =>
    new ec2.SecurityGroup(name, {
      ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: [good ? "10.0.0.0/8" : "0.0.0.0/0"] }],
    }),
  (name, good) =>
    new ec2.LaunchTemplate(name, {
      metadataOptions: { httpTokens: good ? "required" : "optional", httpPutResponseHopLimit: 1 },
    }),
  (name, good) =>
    new eks.Cluster(name, {
      roleArn: "arn:aws:iam::111122223333:role/eks",
      vpcConfig: { subnetIds: [], endpointPrivateAccess: true, endpointPublicAccess: !good },
    }),
];
for (let index = 0; index < count; index++) kinds[index % kinds.length](`r${index}`, index % 8 < 4);
