import pulumi
import pulumi_aidc as aidc

config = pulumi.Config()

pool = aidc.AcceleratorPool(
    "train",
    cluster_name=config.require("clusterName"),
    region="us-east-1",
    vpc_id=config.require("vpcId"),
    subnet_ids={"use1-az6": config.require("subnetId")},
    node_role_arn=config.require("nodeRoleArn"),
    security_group_ids=[config.require("nodeSecurityGroupId")],
    volumes_key_arn=config.require("volumesKeyArn"),
    instance_type="p5en.48xlarge",
    nodes=2,
    zone="use1-az6",
)

pulumi.export("nodeGroup", pool.node_group_name)
