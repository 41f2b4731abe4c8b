package main

import (
	// What `pulumi package add` generates under sdks/.
	"example.com/pulumi-aidc/sdk/go/aidc"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		cfg := config.New(ctx, "")
		pool, err := aidc.NewAcceleratorPool(ctx, "train", &aidc.AcceleratorPoolArgs{
			ClusterName:      pulumi.String(cfg.Require("clusterName")),
			Region:           "us-east-1",
			VpcId:            pulumi.String(cfg.Require("vpcId")),
			SubnetIds:        pulumi.StringMap{"use1-az6": pulumi.String(cfg.Require("subnetId"))},
			NodeRoleArn:      pulumi.String(cfg.Require("nodeRoleArn")),
			SecurityGroupIds: pulumi.StringArray{pulumi.String(cfg.Require("nodeSecurityGroupId"))},
			VolumesKeyArn:    pulumi.String(cfg.Require("volumesKeyArn")),
			InstanceType:     "p5en.48xlarge",
			Nodes:            2,
			Zone:             pulumi.StringRef("use1-az6"),
		})
		if err != nil {
			return err
		}
		ctx.Export("nodeGroup", pool.NodeGroupName)
		return nil
	})
}
