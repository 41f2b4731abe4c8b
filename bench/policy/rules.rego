# What conftest judges: the rules of policies/security that one resource of the bench's four types decides.
package main

deny contains message if {
	some resource in input.resources
	resource.type == "aws_security_group"
	some ingress in resource.values.ingress
	some range in ingress.cidr_blocks
	range in {"0.0.0.0/0", "::/0"}
	message := sprintf("%s is open to the internet", [resource.name])
}

deny contains message if {
	some resource in input.resources
	resource.type == "aws_launch_template"
	not imdsv2(resource)
	message := sprintf("%s allows IMDSv1", [resource.name])
}

deny contains message if {
	some resource in input.resources
	resource.type == "aws_launch_template"
	some options in resource.values.metadata_options
	options.http_put_response_hop_limit > 1
	message := sprintf("%s lets containers reach the metadata service", [resource.name])
}

deny contains message if {
	some resource in input.resources
	resource.type == "aws_launch_template"
	some volume in resource.values.block_device_mappings
	not volume.ebs.encrypted
	message := sprintf("%s has an unencrypted volume", [resource.name])
}

deny contains message if {
	some resource in input.resources
	resource.type == "aws_eks_cluster"
	some vpc in resource.values.vpc_config
	vpc.endpoint_public_access
	message := sprintf("%s has a public endpoint", [resource.name])
}

deny contains message if {
	some resource in input.resources
	resource.type == "aws_eks_cluster"
	not resource.values.encryption_config
	message := sprintf("%s keeps secrets unencrypted", [resource.name])
}

deny contains message if {
	some resource in input.resources
	resource.type == "aws_eks_cluster"
	not "audit" in object.get(resource.values, "enabled_cluster_log_types", [])
	message := sprintf("%s writes no audit log", [resource.name])
}

deny contains message if {
	some resource in input.resources
	resource.type == "aws_s3_bucket"
	not has_versioning(resource.name)
	message := sprintf("%s is not versioned", [resource.name])
}

imdsv2(resource) if {
	some options in resource.values.metadata_options
	options.http_tokens == "required"
}

has_versioning(name) if {
	some resource in input.resources
	resource.type == "aws_s3_bucket_versioning"
	resource.values.bucket == name
}
